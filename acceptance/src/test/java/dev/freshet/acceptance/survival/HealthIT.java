package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator says of itself when something is not well, and what it outlives. */
class HealthIT {
  private static final Duration PATIENCE = Duration.ofSeconds(75);
  private static final String WELL =
      """
      [+]ping ok
      [+]threads ok
      [+]api-server ok
      [+]lease ok
      [+]storage ok
      readyz check passed
      """;

  @Test
  void isReadyWhenAllIsWellAndAliveWhateverIsNot(@TempDir Path folder) throws IOException {
    try (var surroundings = new Surroundings(folder);
        var leader = start(surroundings, "leader")) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(leader.readiness()).isEqualTo(WELL));

      try (var standby = start(surroundings, "standby")) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(() ->
                assertThat(standby.readiness())
                    .isEqualTo(WELL.replace("[+]lease ok", "[+]lease ok: waiting to lead")));
      }

      surroundings.plane.killApiServer();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(leader.readiness()).contains("[-]api-server failed: it has not answered"));
      assertThat(leader.isHealthy()).isTrue();
      surroundings.plane.startApiServer();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(leader.readiness()).isEqualTo(WELL));

      Path storage = leader.storage();
      Files.move(storage, storage.resolveSibling("elsewhere"));
      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(leader.readiness())
                  .contains("[-]storage failed: it cannot be written to: no such file"));
      assertThat(leader.isHealthy()).isTrue();
    }
  }

  /** Its lease outlasts the outage: else it ends, for another to lead. */
  private static OperatorProcess start(Surroundings surroundings, String name) {
    return surroundings.operator(
        name,
        "--enable-leader-election",
        "--leader-election-lease-duration=5m",
        "--leader-election-renew-deadline=4m");
  }
}
