package dev.freshet.engine.registry.http;

import dev.freshet.engine.registry.host.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How often and how soon a request that failed for the moment is sent again. */
public final class RetryPolicy {
  private static final List<Duration> WAITS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(3));
  private static final double JITTER = 0.2;

  private final RandomGenerator random;

  public RetryPolicy(RandomGenerator random) {
    this.random = random;
  }

  /** The wait after so many attempts; empty when no more are worth it or there is no time left. */
  Optional<Duration> after(int attempts, Optional<Duration> wish, Operation operation) {
    if (attempts > WAITS.size()) {
      return Optional.empty();
    }
    Duration usual = jittered(WAITS.get(attempts - 1));
    // The host's own wish counts even when it is shorter: it knows when its window ends.
    Duration wait = wish.filter(Duration::isPositive).orElse(usual);
    return Optional.of(wait).filter(time -> time.compareTo(operation.remaining()) < 0);
  }

  /** So that objects which were refused together do not return together. */
  private synchronized Duration jittered(Duration wait) {
    double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
    return Duration.ofNanos((long) (wait.toNanos() * factor));
  }
}
