package dev.freshet.core;

import java.time.Duration;

/** How soon what failed is tried again: the first time, and at most, doubling in between. */
public record Backoff(Duration first, Duration most) {

  /** The wait after so many failures in a row. */
  public Duration after(int failures) {
    // A duration beyond the bound needs no more doubling, and must not overflow.
    Duration wait = first;
    for (int i = 1; i < failures && wait.compareTo(most) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(most) > 0 ? most : wait;
  }
}
