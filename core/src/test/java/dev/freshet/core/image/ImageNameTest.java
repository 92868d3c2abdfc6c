package dev.freshet.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {

  @ParameterizedTest
  @CsvSource({
    "alpine, index.docker.io, library/alpine",
    "docker.io/alpine, index.docker.io, library/alpine",
    "index.docker.io/alpine, index.docker.io, library/alpine",
    "stefanprodan/podinfo, index.docker.io, stefanprodan/podinfo",
    "localhost/app, index.docker.io, localhost/app",
    "localhost:5000/app, localhost:5000, app",
    "registry:5000/a/b, registry:5000, a/b",
    "ghcr.io/stefanprodan/podinfo, ghcr.io, stefanprodan/podinfo",
    "[::1]:5000/app, [::1]:5000, app",
    "Registry.Example/app, Registry.Example, app",
  })
  void findsTheRegistryAndTheRepository(String text, String registry, String repository) {
    ImageName name = ImageName.parse(text);

    assertThat(name.registry()).isEqualTo(registry);
    assertThat(name.repository()).isEqualTo(repository);
    assertThat(name.canonical()).isEqualTo(registry + "/" + repository);
  }

  @Test
  void printsAsItWasWritten() {
    assertThat(ImageName.parse("docker.io/alpine")).hasToString("docker.io/alpine");
    assertThat(ImageName.parse("docker.io/alpine").verbatim()).isEqualTo("docker.io/alpine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://x/y             | image 'https://x/y' should not include URL scheme; remove 'https://'
          oci://a://b             | image 'oci://a://b' should not include URL scheme; remove 'oci://'
          registry:5000/a/b:1     | image 'registry:5000/a/b:1' should not include a tag; remove ':1'
          alpine:3.20             | image 'alpine:3.20' should not include a tag; remove ':3.20'
          docker.io/alpine:3      | image 'docker.io/alpine:3' should not include a tag; remove ':3'
          localhost:5000          | image 'localhost:5000' should not include a tag; remove ':5000'
          Alpine                  | could not parse reference: Alpine: the name of an image has no upper-case letters
          ghcr.io/Team/app        | could not parse reference: ghcr.io/Team/app: the name of an image has no upper-case letters
          a                       | could not parse reference: a
          ghcr.io                 | could not parse reference: ghcr.io: it names a registry and no image
          localhost               | could not parse reference: localhost: it names a registry and no image
          ghcr.io/                | could not parse reference: ghcr.io/: it ends in a slash
          ghcr.io/app/            | could not parse reference: ghcr.io/app/: it ends in a slash
          ghcr.io//app            | could not parse reference: ghcr.io//app: it has a slash without a name behind it
          /app                    | could not parse reference: /app: it has a slash without a name behind it
          ghcr.io/a b             | could not parse reference: ghcr.io/a b: 'a b' must be of letters and digits, with single '.', '_', '__' or dashes between them
          ghcr.io/../app          | could not parse reference: ghcr.io/../app: '..' must be of letters and digits, with single '.', '_', '__' or dashes between them
          ghcr.io/-app            | could not parse reference: ghcr.io/-app: '-app' must be of letters and digits, with single '.', '_', '__' or dashes between them
          ghcr.io/a..b            | could not parse reference: ghcr.io/a..b: 'a..b' must be of letters and digits, with single '.', '_', '__' or dashes between them
          reg:port/app            | could not parse reference: reg:port/app
          user@ghcr.io/app        | could not parse reference: user@ghcr.io/app
          alpine:                 | could not parse reference: alpine:: 'alpine:' must be of letters and digits, with single '.', '_', '__' or dashes between them
          alpine@sha256:12        | could not parse reference: alpine@sha256:12: 'alpine@sha256:12' must be of letters and digits, with single '.', '_', '__' or dashes between them
          """)
  void saysWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> ImageName.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Timeout(10)
  @ParameterizedTest
  @ValueSource(strings = {"a", "a/", ":", "1:", "a.b:1", "://", "[", "localhost:", "@", "é", "."})
  void refusesByNameWhatIsLongerThanAnyImage(String part) {
    for (String text : new String[] {part.repeat(1_000_000), "ghcr.io/" + part.repeat(500_000)}) {
      assertThatThrownBy(() -> ImageName.parse(text))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageEndingWith("has more than 1024 characters")
          .satisfies(
              refused -> assertThat(String.valueOf(refused.getMessage())).hasSizeLessThan(512));
    }
  }

  @Test
  void namesTheDigestThatHasToGo() {
    String digest = "@sha256:" + "0".repeat(64);

    assertThatThrownBy(() -> ImageName.parse("alpine" + digest))
        .hasMessage("image 'alpine%s' should not include a digest; remove '%1$s'", digest);
    assertThatThrownBy(() -> ImageName.parse("ghcr.io:443/app:3" + digest))
        .hasMessage(
            "image 'ghcr.io:443/app:3%s' should not include a tag and a digest; remove ':3%1$s'",
            digest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ghcr.io/a.b_c__d-e---f/g",
        "ghcr.io/0/11",
        "Registry.Example:443/ab",
        "localhost/a",
        "a/b.c",
      })
  void takesWhatContainerRuntimesTake(String text) {
    assertThat(ImageName.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:5000/app",
        "127.0.0.1:5000/app",
        "[::1]:5000/app",
        "kind.localhost:5001/app",
        "kind.localhost/app",
        "10.1.2.3/app",
        "172.31.255.1:5000/app",
        "192.168.1.7:5000/app",
      })
  void allowsHttpNearby(String text) {
    assertThat(ImageName.parse(text).allowsHttp()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alpine",
        "localhost/app",
        "ghcr.io/app",
        "172.32.0.1/app",
        "10.1.2.300/app",
        "010.1.2.3/app",
        "10.1.2.3.example/app",
        "localhost.example/app",
      })
  void insistsOnTlsElsewhere(String text) {
    assertThat(ImageName.parse(text).allowsHttp()).isFalse();
  }
}
