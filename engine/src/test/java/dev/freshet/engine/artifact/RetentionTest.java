package dev.freshet.engine.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder;

  @Test
  void keepsTheCurrentArtifactHoweverOldItIs() throws IOException {
    Path current = stored("current", 100_000);

    assertThat(Retention.STANDARD.enforce(current, NOW)).isZero();
    assertThat(names()).containsExactly("current");
  }

  @Test
  void deletesOthersOlderThanTheTimeToLive() throws IOException {
    Path current = stored("current", 0);
    stored("young", 59);
    stored("old", 61);

    assertThat(Retention.STANDARD.enforce(current, NOW)).isEqualTo(1);
    assertThat(names()).containsExactly("current", "young");
  }

  @Test
  void keepsTheNewestOfTooMany() throws IOException {
    Path current = stored("current", 30);
    stored("oldest", 20);
    stored("newest", 5);
    stored("middle", 10);

    assertThat(Retention.STANDARD.enforce(current, NOW)).isEqualTo(2);
    assertThat(names()).containsExactly("current", "newest");
  }

  @Test
  void deletesALockWithItsArtifactAndCountsTheArtifact() throws IOException {
    Path current = stored("current", 0);
    stored("current.lock", 500);
    stored("old", 500);
    stored("old.lock", 500);

    assertThat(Retention.STANDARD.enforce(current, NOW)).isEqualTo(1);
    assertThat(names()).containsExactly("current", "current.lock");
  }

  @Test
  void findsNothingToDoWithoutAFolder() throws IOException {
    assertThat(Retention.STANDARD.enforce(folder.resolve("none/current"), NOW)).isZero();
  }

  private Path stored(String name, long secondsAgo) throws IOException {
    Path file = Files.writeString(folder.resolve(name), name);
    return Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(secondsAgo)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
