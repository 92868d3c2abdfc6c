package dev.freshet.engine.registry.host;

import dev.freshet.engine.work.Admission;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What all objects with one access may ask of one host: so many requests at a time, and none before
 * the moment the host named in {@code Retry-After}.
 */
public final class HostBudget {
  public static final int CONCURRENT = 8;

  /** For namespaces that have few requests under way while another's hang. */
  private static final int GUESTS = 8;

  private final Admission requests = new Admission(CONCURRENT, GUESTS, 1);
  private final AtomicReference<Instant> notBefore = new AtomicReference<>(Instant.MIN);
  private final Sleeper sleeper;

  HostBudget(Sleeper sleeper) {
    this.sleeper = sleeper;
  }

  public void pauseUntil(Instant moment) {
    notBefore.accumulateAndGet(moment, (old, other) -> old.isAfter(other) ? old : other);
  }

  /** Waits for a turn; the caller gives it back with {@link #release}. */
  public void acquire(Operation operation, String action) throws InterruptedException {
    for (Duration pause = pause(operation); pause.isPositive(); pause = pause(operation)) {
      if (pause.compareTo(operation.remaining()) >= 0) {
        throw operation.failed(
            action, "the registry asked to wait " + pause.toSeconds() + "s, beyond the timeout");
      }
      sleeper.sleep(pause);
    }
    if (!requests.enter(operation.namespace(), operation.remaining())) {
      throw operation.timedOut(action);
    }
  }

  public void release(Operation operation) {
    requests.leave(operation.namespace());
  }

  private Duration pause(Operation operation) {
    Instant until = notBefore.get();
    Instant now = operation.now();
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }
}
