package dev.freshet.engine.registry.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HostBudgetTest {
  private final ManualTime time = new ManualTime();

  @Test
  void holdsEveryRequestToAHostThatAskedToWait() throws InterruptedException {
    var budget = new HostBudget(time);
    Instant until = time.instant().plusSeconds(20);
    budget.pauseUntil(until);

    budget.acquire(Operations.within(Duration.ofSeconds(30), time), "GET https://a/");

    assertThat(time.instant()).isEqualTo(until);
    budget.pauseUntil(time.instant().plusSeconds(20));
    assertThatThrownBy(
            () -> budget.acquire(Operations.within(Duration.ofSeconds(15), time), "GET https://a/"))
        .hasMessage("GET https://a/: the registry asked to wait 20s, beyond the timeout");
  }
}
