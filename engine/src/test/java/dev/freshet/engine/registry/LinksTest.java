package dev.freshet.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "</v2/a/tags/list?last=b>; rel=\"next\" | /v2/a/tags/list?last=b",
        "</p>;rel=next | /p",
        "</p> | /p",
        "</first>; rel=\"first\", </p>; title=x; rel=\"next\" | /p",
        "</first>; rel=\"first\" | ",
        "no link | "
      })
  void findsTheNextPage(String header, String target) {
    assertThat(Links.next(header)).isEqualTo(Optional.ofNullable(target));
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/x?last=b, https://registry.example:5000/v2/x?last=b",
    "?last=b, https://registry.example:5000/v2/app/tags/list?last=b",
    "https://registry.example/v2/x?last=b, https://registry.example:5000/v2/x?last=b",
    "http://REGISTRY.example:80/v2/x, https://registry.example:5000/v2/x",
    "http://registry.example:5000/v2/x, https://registry.example:5000/v2/x",
    "https://registry.example:8443/v2/x, https://registry.example:8443/v2/x",
    "//other.example/v2/x, https://other.example/v2/x"
  })
  void keepsLinksToTheSameHostOnTheRegistrysOrigin(String target, String resolved) {
    var endpoint = new Endpoint(URI.create("https://registry.example:5000/"), Challenge.NONE);
    URI page = endpoint.at("v2/app/tags/list?n=1000");

    assertThat(Links.resolve(page, target, endpoint)).contains(URI.create(resolved));
  }
}
