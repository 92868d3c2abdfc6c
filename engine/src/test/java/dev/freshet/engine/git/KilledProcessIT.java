package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.manifest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testkit.git.ServedRepository;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KilledProcessIT extends GitServerCase {
  private static final int ROUNDS = Integer.getInteger("freshet.kills", 6);
  private static final int FILES = 300;

  private ServedRepository served() {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < FILES; i++) {
      files.put("apps/g%d/app-%d.yaml".formatted(i % 7, i), manifest("app:1", "ns:p"));
    }
    return server.create("fleet", files);
  }

  /** Runs a process from a version on, kills it some time after its first push. */
  private int runAndKill(ServedRepository served, int from, long millis)
      throws IOException, InterruptedException {
    // Into a file: the pipe of a killed process loses what was not read yet.
    Path said = directory.resolve("said-" + from);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledProcess.class.getName(),
                directory.resolve("state").toString(),
                served.url(),
                Integer.toString(from))
            .redirectError(Redirect.INHERIT)
            .redirectOutput(said.toFile())
            .start();
    await().atMost(Duration.ofSeconds(60)).until(() -> Files.size(said) > 0);
    process.waitFor(millis, TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
    return Integer.parseInt(Files.readAllLines(said).getLast());
  }

  @Test
  void losesAndRepeatsNoCommitHoweverOftenItIsKilled() throws Exception {
    ServedRepository served = served();
    Random random = new Random(42);
    int done = 1;

    for (int round = 0; round < ROUNDS; round++) {
      done = runAndKill(served, done + 1, random.nextLong(400));
    }

    List<String> messages = served.log("main", "%s").reversed();
    List<String> expected =
        IntStream.range(2, messages.size() + 1).mapToObj("Set ns:p to app:%d"::formatted).toList();
    assertThat(messages.subList(1, messages.size())).isEqualTo(expected);
    // The last push may have landed without the process living to say so.
    assertThat(messages.size()).isBetween(done, done + 1);
    assertThat(served.fsck()).isEmpty();
  }
}
