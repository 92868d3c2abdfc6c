package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static dev.freshet.engine.registry.Scans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import dev.freshet.engine.registry.host.HostBudget;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.Place;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
  private final Scans scans = new Scans();
  private final InProcessRegistry registry = InProcessRegistry.serving(REPOSITORY, 3);

  @AfterEach
  void close() {
    scans.close();
    registry.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 499, 500, 502, 503, 504, 522})
  void triesAgainAfterAboutOneAndThreeSeconds(int status) {
    registry.fail(Place.page(1), Fault.status(status), Fault.status(status));

    assertThat(scans.tags(registry, ANONYMOUS)).hasSize(3);
    Duration total = scans.time.slept().stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(total).isBetween(Duration.ofMillis(3200), Duration.ofMillis(4801));
  }

  @Test
  void givesUpAfterTheThirdAttempt() {
    registry.failAlways(Place.page(1), Fault.status(503));

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .hasMessageEndingWith("unexpected status code 503 Service Unavailable");
    assertThat(registry.received(Place.page(1))).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 405, 501})
  void doesNotTryAgainWhatWillNotPass(int status) {
    registry.failAlways(Place.page(1), Fault.status(status));

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .isInstanceOf(AutomationException.class);
    assertThat(registry.received(Place.page(1))).hasSize(1);
  }

  @Test
  void triesAgainWhenTheConnectionWasClosed() {
    registry.fail(Place.page(1), new Fault.Hangup());

    assertThat(scans.tags(registry, ANONYMOUS)).hasSize(3);
  }

  @Test
  void waitsAsLongAsTheRegistryAsks() {
    registry.fail(Place.page(1), Fault.retryAfter(429, "7"));

    assertThat(scans.tags(registry, ANONYMOUS)).hasSize(3);
    assertThat(scans.time.slept()).containsExactly(Duration.ofSeconds(7));
  }

  @Test
  void waitsUntilTheDateTheRegistryNames() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(20));
    registry.fail(Place.page(1), Fault.retryAfter(503, date));

    assertThat(scans.tags(registry, ANONYMOUS)).hasSize(3);
    assertThat(scans.time.slept().getFirst())
        .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
  }

  @Test
  void doesNotWaitBeyondItsTimeout() {
    registry.failAlways(Place.page(1), Fault.retryAfter(429, "31"));

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .hasMessageEndingWith("unexpected status code 429 Too Many Requests");
    assertThat(scans.time.slept()).isEmpty();
  }

  @Test
  void asksOneHostForNoMoreThanItsBudgetAtATime() throws Exception {
    registry.push("warm/up", "1");
    scans.tags(registry.image("warm/up"), ANONYMOUS);
    var calls = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 40; i++) {
      String repository = "team/app-" + i;
      registry.push(repository, "1");
      calls.add(() -> scans.tags(registry.image(repository), ANONYMOUS).size());
    }

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result : threads.invokeAll(calls)) {
        assertThat(result.get()).isEqualTo(1);
      }
    }

    assertThat(registry.mostAtATime()).isBetween(1, HostBudget.CONCURRENT);
  }

  @Test
  void cutsAnAnswerThatTricklesPastTheTimeout() {
    registry.failAlways(Place.page(1), new Fault.Drip(100));

    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS.withTimeout(Duration.ofMillis(400))))
        .hasMessageEndingWith("tags/list?n=1000: timed out after 0.4s");
  }
}
