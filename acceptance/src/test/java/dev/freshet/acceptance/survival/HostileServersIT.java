package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One tenant with every hostile server, repository and Secret there is, beside two who want nothing
 * but their scans. For longer than the usual minute with {@code -Dfreshet.soak.minutes}.
 */
@Tag("alone")
class HostileServersIT {
  private static final Duration INTERVAL = Duration.ofSeconds(20);

  /** At most twice its interval late, and a look at a status takes a moment. */
  private static final Duration OLDEST_SCAN = INTERVAL.multipliedBy(3).plusSeconds(1);

  private static final int WARM_MINUTES = 10;
  private static final long MOST_GROWTH_PERCENT = 10;
  private static final List<String> BYSTANDERS = List.of("left", "right");

  private Surroundings surroundings;
  private HostileObjects hostile;
  private OperatorProcess operator;

  @BeforeEach
  void startTheOperator(@TempDir Path folder) {
    surroundings = new Surroundings(folder);
    hostile = new HostileObjects(surroundings);
    operator = surroundings.operator("operator", "--denied-addresses=link-local");
  }

  @AfterEach
  void stopServers() {
    operator.close();
    hostile.close();
    surroundings.close();
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void areFeltByNobodyElseAndEachFaultIsNamed() {
    for (String bystander : BYSTANDERS) {
      surroundings.namespace(bystander);
      Fleet.named(bystander, surroundings).in(bystander).scannedEvery("20s").create().awaitReady();
    }

    hostile.apply();
    watch(Duration.ofMinutes(Long.getLong("freshet.soak.minutes", 1)));

    assertThat(operator.isAlive()).as("the operator lives").isTrue();
    await("every hostile object is judged")
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(hostile.paths()).allSatisfy(this::assertJudged));
    assertThat(operator.log())
        .noneMatch(line -> line.contains("defect of Freshet"))
        .noneMatch(line -> line.contains("TOP-SECRET-BODY"))
        .noneMatch(line -> line.indexOf('\u001b') >= 0);
  }

  /** Looks all the time at what must not suffer, and at what must not grow. */
  private void watch(Duration time) {
    List<Vitals> minutes = new ArrayList<>();
    long begun = System.nanoTime();
    for (Duration passed = Duration.ZERO;
        passed.compareTo(time) < 0;
        passed = Duration.ofNanos(System.nanoTime() - begun)) {
      assertThat(operator.isHealthy()).as("health").isTrue();
      for (String bystander : BYSTANDERS) {
        assertThat(scanAge(bystander))
            .as("age of the scan of " + bystander)
            .isLessThan(OLDEST_SCAN);
      }
      Vitals now = Vitals.of(operator.pid());
      while (minutes.size() <= passed.toMinutes()) {
        minutes.add(now);
      }
      minutes.add(minutes.removeLast().orMore(now));
      await().pollDelay(Duration.ofMillis(500)).until(() -> true);
    }
    if (minutes.size() > WARM_MINUTES) {
      Vitals then = minutes.get(WARM_MINUTES - 1);
      Vitals now = minutes.getLast();
      System.out.printf("the most of each minute: %s%n", minutes);
      assertThat(now.growthSince(then))
          .as("the most of the last minute, %s, after that of the tenth, %s", now, then)
          .isLessThan(MOST_GROWTH_PERCENT);
    }
  }

  private Duration scanAge(String bystander) {
    JsonNode status =
        surroundings.get(
            "/apis/image.toolkit.fluxcd.io/v1/namespaces/%s/imagerepositories/%s-0/status"
                .formatted(bystander, bystander));
    String time = status.at("/status/lastScanResult/scanTime").asText();
    return Duration.between(Instant.parse(time), Instant.now());
  }

  private void assertJudged(String path) {
    String conditions = surroundings.get(path).at("/status/conditions").toString();
    assertThat(conditions)
        .as(path)
        .contains("\"type\":\"Ready\"")
        .doesNotContain("defect of Freshet", "TOP-SECRET-BODY", "\\u001b", "\\u0007", "\\u009b")
        .doesNotContain("\"reason\":\"Progressing\",\"status\":\"Unknown\",\"type\":\"Ready\"");
  }
}
