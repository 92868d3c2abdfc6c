package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A storage that one tenant would fill. */
class StorageIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A mirror and an artifact of it are more than half of the storage. */
  private static final int LARGE = 4_500_000;

  @TempDir private Path folder;
  private Surroundings surroundings;

  @BeforeEach
  void start() {
    surroundings = new Surroundings(folder);
  }

  @AfterEach
  void stop() {
    surroundings.close();
  }

  @Test
  void hasRoomForOthersAndForWhoeverMakesSome() {
    try (var operator = surroundings.operator("operator", "--storage-size=16Mi")) {
      surroundings.namespace("hog");
      surroundings.namespace("bystander");
      Fleet bystander = Fleet.named("bystander", surroundings).in("bystander").create();
      bystander.awaitReady();

      declare("first");
      await("room for one").atMost(PATIENCE).until(() -> conditions("first").contains("stored"));
      declare("second");

      await("no room for two")
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(conditions("second"))
                  .contains("namespace 'hog' takes up ", " of 16777216 are taken")
                  .contains("larger --storage-size"));
      bystander.release("1.1.0");
      bystander.awaitDeployed("1.1.0");
      bystander.awaitReady();

      surroundings.plane.kubectl("delete", "gitrepository", "first", "-n", "hog");
      surroundings.patch(
          path("second"),
          "{\"metadata\":{\"annotations\":{\"reconcile.fluxcd.io/requestedAt\":\"now\"}}}");
      await("room for the other")
          .atMost(PATIENCE)
          .until(() -> conditions("second").contains("stored"));
      assertThat(operator.isHealthy()).isTrue();
    }
  }

  private void declare(String name) {
    byte[] noise = new byte[LARGE];
    new Random(name.hashCode()).nextBytes(noise);
    String url =
        surroundings
            .git
            .create(name, Map.of("noise", Base64.getEncoder().encodeToString(noise)))
            .url();
    surroundings.plane.apply(new FleetManifests("hog", "{}", "10m").source(name, url));
  }

  private static String path(String name) {
    return "/apis/source.toolkit.fluxcd.io/v1/namespaces/hog/gitrepositories/" + name;
  }

  private String conditions(String name) {
    return surroundings.get(path(name)).at("/status/conditions").toString();
  }
}
