package dev.freshet.engine.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.registry.host.Operations;
import dev.freshet.engine.registry.host.Origin;
import dev.freshet.engine.registry.host.Urls;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryErrorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\":\"a/b\"} | ; map[name:a/b]",
        "[{\"Type\":\"repository\",\"Action\":\"pull\",\"x\":null}]"
            + " | ; [map[Action:pull Type:repository x:<nil>]]",
        "\"text\" | ; text",
        "true | ; true",
        "1000 | ; 1000",
        "null | ``"
      })
  void printsTheDetailAsFluxDoes(String json, String text) {
    String body = "{\"errors\":[{\"code\":\"C\",\"message\":\"m\",\"detail\":%s}]}".formatted(json);

    assertThat(RegistryError.parse(body))
        .extracting(RegistryError::text)
        .containsExactly("C: m" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{", "{\"errors\":", "{\"error\":\"x\"}", "[1]"})
  void findsNoErrorInOtherBodies(String body) {
    assertThat(RegistryError.parse(body)).isEmpty();
  }

  @Test
  void keepsEveryErrorOnOneLine() {
    assertThat(refusal(404, error("one\r\ntwo")).failure(Operations.within()))
        .hasMessage("GET https://a/v2/: C: one two");
    assertThat(refusal(404, error("a\nb\u001b[31m")).failure(Operations.within()))
        .hasMessage("GET https://a/v2/: C: a b\uFFFD[31m");
    assertThat(refusal(599).failure(Operations.within()))
        .hasMessage("GET https://a/v2/: unexpected status code 599");
  }

  @Test
  void showsNoForeignParameters() {
    assertThat(Urls.printable(URI.create("https://u:p@a/v2/?n=1&X-Amz-Signature=abc&last=%2F")))
        .isEqualTo("https://a/v2/?n=1&X-Amz-Signature=REDACTED&last=%2F");
  }

  @ParameterizedTest
  @CsvSource({
    "https://A_b.c:5000/v2/, https://a_b.c:5000",
    "http://[::1]:80/, http://[::1]",
    "https://user@host/, https://host"
  })
  void readsTheOriginOfAnyHost(String uri, String origin) {
    assertThat(Origin.of(URI.create(uri))).hasToString(origin);
  }

  @Test
  void readsNoBodyWithoutEnd() {
    var body = BodyReader.bounded(new ByteArrayInputStream(new byte[20]), 10);

    assertThatThrownBy(body::readAllBytes).hasMessage("answer is larger than 10 bytes");
  }

  private static RegistryError error(String message) {
    return new RegistryError("C", message, "");
  }

  private static ErrorResponse refusal(int status, RegistryError... errors) {
    return new ErrorResponse(
        RegistryRequest.get(URI.create("https://a/v2/")),
        status,
        List.of(errors),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
