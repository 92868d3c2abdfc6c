package dev.freshet.operator.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MomentTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Moment START = at(-3, NOON);

  @Test
  void agreesWithBothClocksWhereTheyAgree() {
    Moment later = at(7, NOON.plusSeconds(10));

    assertThat(START.atMost(later)).isEqualTo(Duration.ofSeconds(10));
    assertThat(START.atLeast(later)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void countsTheTimeAMachineSleptForWhatMustEnd() {
    Moment awake = at(-2, NOON.plusSeconds(3600));

    assertThat(START.atMost(awake)).isEqualTo(Duration.ofHours(1));
    assertThat(START.atLeast(awake)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void doesNotLetAClockThatIsSetBackProlongAnything() {
    Moment setBack = at(7, NOON.minusSeconds(3600));

    assertThat(START.atMost(setBack)).isEqualTo(Duration.ofSeconds(10));
    assertThat(START.atLeast(setBack)).isEqualTo(Duration.ofSeconds(10));
  }

  private static Moment at(long seconds, Instant wall) {
    return new Moment(Duration.ofSeconds(seconds).toNanos(), wall);
  }
}
