package dev.freshet.operator.leader;

import java.time.Duration;
import java.time.Instant;

/**
 * A point of this process's time, by two clocks: the monotonic one stands still while a machine
 * sleeps and never runs ahead, the wall clock can be set.
 */
record Moment(long nanos, Instant wall) {

  static Moment now() {
    return new Moment(System.nanoTime(), Instant.now());
  }

  /** How long ago this may have been at most; for what must not be done too late. */
  Duration atMost(Moment now) {
    Duration byWall = Duration.between(wall, now.wall);
    return byWall.compareTo(atLeast(now)) > 0 ? byWall : atLeast(now);
  }

  /** How long ago this has been at least, as this process felt it. */
  Duration atLeast(Moment now) {
    return Duration.ofNanos(now.nanos - nanos);
  }
}
