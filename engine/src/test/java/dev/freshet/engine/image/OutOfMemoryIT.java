package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.engine.work.OutOfMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutOfMemoryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private Process start(Path output) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx24m",
            "-cp",
            System.getProperty("java.class.path"),
            HungryProcess.class.getName(),
            folder.resolve("state").toString())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  @Test
  void endsTheProcessAndInTheEndRunsTheObjectNoMore() throws Exception {
    for (int time = 1; time <= 3; time++) {
      Path said = folder.resolve("said" + time);
      Process process = start(said);

      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(OutOfMemory.EXIT_CODE);
      assertThat(said)
          .content()
          .contains("ImageRepository apps/hungry", "✗ out of memory")
          // Where there is a choice, what was there less often runs first.
          .contains(time < 3 ? "" : "ImageRepository apps/modest scan failed");
    }

    Process process = start(folder.resolve("said"));
    await()
        .atMost(PATIENCE)
        .until(
            () -> Files.readString(folder.resolve("said")).contains("hungry the memory ran out"));
    assertThat(process.isAlive()).isTrue();
    process.destroyForcibly().waitFor();
  }
}
