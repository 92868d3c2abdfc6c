package dev.freshet.engine.registry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How often and how soon a request that failed for the moment is sent again. */
final class Patience {
  private static final List<Duration> WAITS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(3));
  private static final double JITTER = 0.2;
  private static final int LONGEST_WISH = 64;

  private final RandomGenerator random;

  Patience(RandomGenerator random) {
    this.random = random;
  }

  /** The wait after so many attempts; empty when no more are worth it or there is no time left. */
  Optional<Duration> after(int attempts, Optional<String> retryAfter, Operation operation) {
    if (attempts > WAITS.size()) {
      return Optional.empty();
    }
    Duration asked = retryAfter.flatMap(text -> parse(text, operation.now())).orElse(Duration.ZERO);
    Duration usual = jittered(WAITS.get(attempts - 1));
    // The host's own wish counts even when it is shorter: it knows when its window ends.
    Duration wait = retryAfter.isPresent() && asked.isPositive() ? asked : usual;
    return Optional.of(wait).filter(time -> time.compareTo(operation.remaining()) < 0);
  }

  /** So that objects which were refused together do not return together. */
  private synchronized Duration jittered(Duration wait) {
    double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
    return Duration.ofNanos((long) (wait.toNanos() * factor));
  }

  /** Seconds, or a date. */
  static Optional<Duration> parse(String retryAfter, Instant now) {
    String text = retryAfter.strip();
    if (text.length() > LONGEST_WISH) {
      return Optional.empty();
    }
    if (text.length() <= 9 && !text.isEmpty() && text.chars().allMatch(Patience::isDigit)) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, until));
    } catch (DateTimeException _) {
      return Optional.empty(); // a wish nobody can read is no wish
    }
  }

  private static boolean isDigit(int one) {
    return one >= '0' && one <= '9';
  }
}
