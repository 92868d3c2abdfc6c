package dev.freshet.engine.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import dev.freshet.testkit.seed.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuspectsTest {
  private static final long MEMORY = 192 << 20;
  private static final ObjectKey HUNGRY =
      new ObjectKey(ImageRepository.KIND, new NamespacedName("apps", "hungry"));
  private static final ObjectKey OTHER =
      new ObjectKey(ImagePolicy.KIND, new NamespacedName("apps", "other"));

  @TempDir private Path folder;
  private Path underWay;
  private Path suspects;

  @BeforeEach
  void name() {
    underWay = folder.resolve("under-way");
    suspects = folder.resolve("suspects");
  }

  /** A process that begins runs of these and then has no memory left. */
  private void runOutOfMemory(ObjectKey... objects) throws IOException {
    try (UnderWay process = UnderWay.open(underWay)) {
      Suspects.of(suspects, MEMORY, process.whenMemoryRanOut()).isTooMuch(HUNGRY, "spec");
      for (ObjectKey object : objects) {
        process.begin(object);
      }
      process.memoryRanOut();
    }
  }

  private Suspects next(long memory) throws IOException {
    try (UnderWay process = UnderWay.open(underWay)) {
      return Suspects.of(suspects, memory, process.whenMemoryRanOut());
    }
  }

  @Test
  void nothingIsHeldAgainstTheRunsOfAProcessThatWasKilled() throws IOException {
    try (UnderWay killed = UnderWay.open(underWay)) {
      killed.begin(HUNGRY);
    }

    assertThat(next(MEMORY).times(HUNGRY)).isZero();
  }

  @Test
  void nothingIsHeldAgainstWhatHadEnded() throws IOException {
    try (UnderWay process = UnderWay.open(underWay)) {
      process.begin(OTHER).close();
      process.begin(HUNGRY);
      process.memoryRanOut();
    }

    Suspects known = next(MEMORY);

    assertThat(known.times(HUNGRY)).isOne();
    assertThat(known.times(OTHER)).isZero();
  }

  @Test
  void holdsManyRunsAtOnce() throws IOException {
    try (UnderWay process = UnderWay.open(underWay)) {
      for (int i = 0; i < 1000; i++) {
        process.begin(new ObjectKey(ImagePolicy.KIND, new NamespacedName("apps", "p" + i)));
      }
      process.memoryRanOut();
    }

    try (UnderWay next = UnderWay.open(underWay)) {
      assertThat(next.whenMemoryRanOut()).hasSize(1000);
    }
  }

  @Test
  void isTooMuchAfterTheThirdTimeUntilItsSpecChanges() throws IOException {
    runOutOfMemory(HUNGRY, OTHER);
    runOutOfMemory(HUNGRY);
    assertThat(next(MEMORY).isTooMuch(HUNGRY, "spec")).isFalse();
    runOutOfMemory(HUNGRY);

    assertThat(next(MEMORY).isTooMuch(HUNGRY, "spec")).isTrue();
    assertThat(next(MEMORY).isTooMuch(OTHER, "spec")).isFalse();
    assertThat(next(MEMORY).isTooMuch(HUNGRY, "another spec")).isFalse();
    assertThat(next(MEMORY).times(HUNGRY)).isZero();
  }

  @Test
  void isNotTooMuchForAProcessWithMoreMemory() throws IOException {
    for (int i = 0; i < Suspects.MOST; i++) {
      runOutOfMemory(HUNGRY);
    }

    assertThat(next(2 * MEMORY).isTooMuch(HUNGRY, "spec")).isFalse();
  }

  @Test
  void whatRunsToItsEndIsNoSuspectAnyMore() throws IOException {
    runOutOfMemory(HUNGRY);

    next(MEMORY).clear(HUNGRY);

    assertThat(next(MEMORY).times(HUNGRY)).isZero();
  }

  @Seeds
  void damagedFilesCostNothingButWhatTheySay(long seed) throws IOException {
    runOutOfMemory(HUNGRY);
    next(MEMORY);
    Damage.to(underWay, seed);
    Damage.to(suspects, seed);

    assertThat(next(MEMORY).isTooMuch(OTHER, "spec")).isFalse();
  }

  @Test
  void anEndlessFileIsNotRead() throws IOException {
    Files.writeString(underWay, "ImagePolicy apps/other\n".repeat(200_000));

    try (UnderWay process = UnderWay.open(underWay)) {
      assertThat(process.whenMemoryRanOut()).isEqualTo(Set.of());
    }
  }
}
