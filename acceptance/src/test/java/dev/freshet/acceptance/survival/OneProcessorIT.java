package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.hostile.HostileRepositories;
import dev.freshet.testkit.registry.Place;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator with a single processor, all of which one tenant's files would take. */
@Tag("alone")
class OneProcessorIT {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration PROMPT = Duration.ofMillis(500);

  /** The machine may be busy with something else for a moment: then it is asked once more. */
  private static final int TRIES = 3;

  /** Refused after a while, and read to their ends. */
  private static final Map<String, HostileRepositories.Kind> REPOSITORIES =
      Map.of(
          "many", HostileRepositories.Kind.EIGHT_MEGABYTES_TWELVE_TIMES,
          "long", HostileRepositories.Kind.MANY_KEYS_TWELVE_TIMES);

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private Surroundings surroundings;
  private int scans;
  private long lastScan;
  private int probes;

  @BeforeEach
  void start() {
    surroundings = new Surroundings(folder);
  }

  @AfterEach
  void stop() {
    http.shutdownNow();
    surroundings.close();
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void answersProbesAndScansForOthersWhileItPlans() throws Exception {
    var onOne =
        new OperatorProcess.Start(
            List.of("taskset", "--cpu-list", "0"), "-XX:ActiveProcessorCount=1");
    try (var operator = surroundings.operator("operator", onOne)) {
      surroundings.namespace("tenant");
      surroundings.namespace("bystander");
      Fleet.named("bystander", surroundings)
          .in("bystander")
          .scannedEvery(INTERVAL.toSeconds() + "s")
          .create()
          .awaitReady();
      assertPrompt(operator);

      declare();
      scans = listings();
      lastScan = System.nanoTime();
      while (!areJudged()) {
        assertPrompt(operator);
        assertScanned();
      }

      assertThat(probes).as("probes while planning").isGreaterThan(20);
      System.out.printf("%d probes while twice twelve files of 8 MB were planned%n", probes);
    }
  }

  private void declare() {
    surroundings.registry.push("own", "1.0.0", "1.1.0");
    String marked =
        "image: %s:1.0.0 # {\"$imagepolicy\": \"tenant:own\"}"
            .formatted(surroundings.registry.image("own"));
    var manifests = new FleetManifests("tenant", "{}", "10m");
    List<String> all = new ArrayList<>();
    all.add(manifests.image("own", surroundings.registry.image("own")));
    REPOSITORIES.forEach((name, kind) -> {
      all.add(
          manifests.source(name, HostileRepositories.create(surroundings.git, kind, marked).url()));
      all.add(manifests.automation(name, name, ""));
    });
    surroundings.plane.apply(String.join("---\n", all));
  }

  private boolean areJudged() {
    return REPOSITORIES.keySet().stream().allMatch(this::isJudged);
  }

  private boolean isJudged(String automation) {
    return surroundings
        .get(
            "/apis/image.toolkit.fluxcd.io/v1/namespaces/tenant/imageupdateautomations/"
                + automation)
        .at("/status/conditions")
        .valueStream()
        .anyMatch(condition ->
            condition.path("type").asText().equals("Ready")
                && !condition.path("status").asText().equals("Unknown"));
  }

  private void assertPrompt(OperatorProcess operator) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(operator.health()).build();
    Duration taken = PROMPT.plusMillis(1);
    for (int tries = 0; tries < TRIES && taken.compareTo(PROMPT) > 0; tries++) {
      long asked = System.nanoTime();
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      taken = Duration.ofNanos(System.nanoTime() - asked);
      assertThat(status).isEqualTo(200);
    }
    probes++;
    assertThat(taken).as("time of an answer").isLessThanOrEqualTo(PROMPT);
  }

  private int listings() {
    return (int)
        surroundings.registry.received(Place.page(1)).stream()
            .filter(request -> request.target().getPath().contains("/bystander-0/"))
            .count();
  }

  private void assertScanned() {
    int now = listings();
    if (now > scans) {
      scans = now;
      lastScan = System.nanoTime();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - lastScan))
        .as("since the last scan of another namespace")
        .isLessThan(INTERVAL.multipliedBy(2));
  }
}
