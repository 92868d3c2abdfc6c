package dev.freshet.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.registry.auth.Challenge;
import dev.freshet.engine.registry.host.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "</p>; rel='next' | /p",
        "</p>; rel=\"last next\" | /p",
        "</p>; rel=\"next; x=1, y\" , </q>; rel=next | /q",
        "</v2/a?x=1,2>; rel=next | /v2/a?x=1,2",
        "/p; rel=next | /p",
        "</first>; rel=\"first\" | ",
        "</p>; title=\"a, <b>\"; rel=first | ",
        "``|"
      })
  void findsTheNextPage(String header, String target) throws IOException {
    assertThat(Links.next(header)).isEqualTo(Optional.ofNullable(target));
  }

  @ParameterizedTest
  @CsvSource({
    "/v2/x?last=b, https://registry.example:5000/v2/x?last=b",
    "?last=b, https://registry.example:5000/v2/app/tags/list?last=b",
    "https://registry.example/v2/x?last=b, https://registry.example:5000/v2/x?last=b",
    "http://REGISTRY.example:80/v2/x, https://registry.example:5000/v2/x",
    "http://registry.example:5000/v2/x, https://registry.example:5000/v2/x",
    "https://registry.example:8443/v2/x, https://registry.example:5000/v2/x",
    "//other.example/v2/x,"
  })
  void keepsLinksToTheSameHostOnTheRegistrysOrigin(String target, String resolved) {
    var endpoint = new Endpoint(URI.create("https://registry.example:5000/"), Challenge.NONE);
    URI page = endpoint.at("v2/app/tags/list?n=1000");

    assertThat(Links.resolve(page, target, endpoint))
        .isEqualTo(Optional.ofNullable(resolved).map(URI::create));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no link", "</p; rel=next", "<>; rel=next", "; rel=next", "<a b>"})
  void endsNoListAtALinkThatCannotBeRead(String header) {
    assertThatThrownBy(() -> Links.next(header)).hasMessageContaining("cannot be read");
  }
}
