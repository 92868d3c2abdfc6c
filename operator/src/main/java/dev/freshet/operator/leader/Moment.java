package dev.freshet.operator.leader;

import java.time.Duration;
import java.time.Instant;

/**
 * A point of this process's time, by two clocks: the monotonic one stands still while a machine
 * sleeps, the wall clock can be set. Where it matters, the one that errs to the safe side counts.
 */
record Moment(long nanos, Instant wall) {

  static Moment now() {
    return new Moment(System.nanoTime(), Instant.now());
  }

  /** How long ago this may have been at most; for what must not be held too long. */
  Duration atMost(Moment now) {
    return byNanos(now).compareTo(byWall(now)) > 0 ? byNanos(now) : byWall(now);
  }

  /** How long ago this has been at least; for what must not be taken too early. */
  Duration atLeast(Moment now) {
    return byNanos(now).compareTo(byWall(now)) < 0 ? byNanos(now) : byWall(now);
  }

  private Duration byNanos(Moment now) {
    return Duration.ofNanos(now.nanos - nanos);
  }

  private Duration byWall(Moment now) {
    return Duration.between(wall, now.wall);
  }
}
