package dev.freshet.engine.registry.host;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves only when somebody sleeps by it. */
public final class ManualTime implements InstantSource, Sleeper {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final List<Duration> slept = new CopyOnWriteArrayList<>();

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public void sleep(Duration duration) {
    slept.add(duration);
    pass(duration);
  }

  public void pass(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  public List<Duration> slept() {
    return slept;
  }
}
