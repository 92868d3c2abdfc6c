package dev.freshet.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills a process that records without pause, at a random moment. */
class LedgerKillIT {
  private static final NamespacedName REPOSITORY = new NamespacedName("flux-system", "app");
  private static final ImageName IMAGE = ImageName.parse("ghcr.io/team/app");
  private static final int FEWEST = 5_000;

  @TempDir private Path folder;

  static LongStream rounds() {
    return LongStream.rangeClosed(1, Integer.getInteger("freshet.kills", 10));
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void keepsEveryListThatWasAcknowledged(long seed) throws Exception {
    long acknowledged = recordUntilKilled(new Random(seed));

    Optional<LedgerEntry> entry = new Ledger(folder).read(REPOSITORY, IMAGE);

    assertThat(entry).isPresent();
    int size = entry.get().tags().size();
    assertThat((long) size - FEWEST).isBetween(acknowledged, acknowledged + 1);
    assertThat(entry.get().tags()).containsExactlyInAnyOrderElementsOf(list(size));
  }

  private long recordUntilKilled(Random random) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Recorder.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long last = -1;
    try (BufferedReader reader = child.inputReader()) {
      last = Long.parseLong(reader.readLine());
      long until = System.nanoTime() + random.nextInt(200_000_000);
      while (System.nanoTime() < until) {
        last = Long.parseLong(reader.readLine());
      }
      child.toHandle().destroyForcibly(); // the process itself would close the pipe, too
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        last = Long.parseLong(line);
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    return last;
  }

  static List<Tag> list(int size) {
    return IntStream.range(0, size).mapToObj(i -> new Tag("1.0." + i)).toList();
  }

  /** The process that is killed: each list has one tag more, and is told when it is recorded. */
  static final class Recorder {
    private Recorder() {}

    public static void main(String[] arguments) {
      var ledger = new Ledger(Path.of(arguments[0]));
      for (int round = 0; ; round++) {
        ledger.record(REPOSITORY, IMAGE, list(FEWEST + round), Instant.ofEpochSecond(round));
        System.out.print(round + "\n"); // in one piece, so that no half of a number is left
        System.out.flush();
      }
    }
  }
}
