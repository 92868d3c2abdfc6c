package dev.freshet.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRefTest {
  private static final Digest DIGEST = new Digest("sha256:" + "a1".repeat(32));

  @Test
  void namesItsPartsForTemplates() {
    var ref = new ImageRef("alpine", new Tag("3.20"), Optional.empty());

    assertThat(ref).hasToString("alpine:3.20");
    assertThat(ref.registry()).isEqualTo("index.docker.io");
    assertThat(ref.repository()).isEqualTo("library/alpine");
    assertThat(ref.identifier()).isEqualTo("3.20");
    assertThat(ref.qualifiedName()).isEqualTo("index.docker.io/library/alpine:3.20");
  }

  @Test
  void isIdentifiedByItsDigest() {
    var ref = new ImageRef("ghcr.io/team/app", new Tag("1"), Optional.of(DIGEST));

    assertThat(ref).hasToString("ghcr.io/team/app:1@" + DIGEST);
    assertThat(ref.identifier()).isEqualTo(DIGEST.value());
    assertThat(ref.qualifiedName()).isEqualTo("ghcr.io/team/app@" + DIGEST);
    assertThatCode(ref::requireValid).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0.0", "v1.0.0-rc.1", "main-f160b8d-1611450553", "_x", "A.b"})
  void acceptsTagsThatARuntimeTakes(String tag) {
    assertThatCode(new ImageRef("ghcr.io/app", new Tag(tag), Optional.empty())::requireValid)
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "ghcr.io/team/app, 1.0.0+b",
    "ghcr.io/team/app, ''",
    "ghcr.io/team/app, é",
    "ghcr.io/team/App, 1",
    "alpine, 5000/yy",
    "alpine:3, 1",
    "a, 1",
  })
  void refusesWhatNoRuntimeTakes(String name, String tag) {
    var ref = new ImageRef(name, new Tag(tag), Optional.empty());

    assertThatThrownBy(ref::requireValid)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("could not parse reference: " + name + ":" + tag);
  }

  @Test
  void boundsTheLengthOfATag() {
    var longest = new ImageRef("ghcr.io/app", new Tag("a".repeat(128)), Optional.empty());
    var tooLong = new ImageRef("ghcr.io/app", new Tag("a".repeat(129)), Optional.empty());

    assertThatCode(longest::requireValid).doesNotThrowAnyException();
    assertThatThrownBy(tooLong::requireValid).isInstanceOf(InvalidInputException.class);
  }
}
