package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leader all of whose threads wait for something that never comes: for the reader of its log. */
class StandstillIT {
  /** Two minutes until it is noticed. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final int FAILED = 1;

  @Test
  void aLeaderThatStandsStillEnds(@TempDir Path folder) throws IOException, InterruptedException {
    try (var surroundings = new Surroundings(folder)) {
      Process operator = OperatorProcess.startUnread(folder, surroundings.kubeconfig());
      try {
        surroundings.plane.apply(
            IntStream.range(0, 400)
                .mapToObj(StandstillIT::suspended)
                .collect(Collectors.joining()));

        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> !operator.isAlive());

        assertThat(operator.exitValue()).isEqualTo(FAILED);
      } finally {
        operator.destroyForcibly().waitFor();
      }
    }
  }

  /** Each has a line in the log, of which a pipe takes two hundred. */
  private static String suspended(int number) {
    return """
    ---
    apiVersion: image.toolkit.fluxcd.io/v1
    kind: ImageRepository
    metadata: {name: suspended-%d, namespace: flux-system}
    spec: {image: registry.example.com/app, interval: 1h, suspend: true}
    """
        .formatted(number);
  }
}
