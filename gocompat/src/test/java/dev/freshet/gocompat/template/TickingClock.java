package dev.freshet.gocompat.template;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock on which every reading comes so much after the one before. */
final class TickingClock implements InstantSource {
  private final Duration tick;
  private Instant now = Instant.EPOCH;

  TickingClock(Duration tick) {
    this.tick = tick;
  }

  @Override
  public Instant instant() {
    now = now.plus(tick);
    return now;
  }
}
