package dev.freshet.api.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactTest {

  @Test
  void isComparedByRevisionAndDigest() {
    Artifact artifact = artifact("main@sha1:1", "sha256:aa");

    assertThat(artifact.hasContentOf(artifact.withUrl("http://elsewhere/x"))).isTrue();
    assertThat(artifact.hasContentOf(artifact("main@sha1:2", "sha256:aa"))).isFalse();
    assertThat(artifact.hasContentOf(artifact("main@sha1:1", "sha256:bb"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aa", "sha256:", ":aa", "SHA256:aa", "sha256:a a"})
  void refusesWhatIsNoDigest(String digest) {
    assertThatThrownBy(() -> artifact("main@sha1:1", digest))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("'%s' is not the digest of an artifact".formatted(digest));
  }

  private static Artifact artifact(String revision, String digest) {
    return new Artifact(
        "a/b", "http://x/a/b", revision, digest, Instant.EPOCH, Optional.empty(), Map.of());
  }
}
