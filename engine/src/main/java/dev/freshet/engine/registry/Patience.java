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
  private static final int LONGEST_DATE = 64;

  private final RandomGenerator random;

  Patience(RandomGenerator random) {
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

  /**
   * How long a host wants to be left alone: so many seconds, or until a date.
   *
   * @param date when the host says that it answered: only its own clock fits its dates
   */
  static Optional<Duration> wish(String retryAfter, Optional<String> date) {
    String text = retryAfter.strip();
    if (text.length() <= 9 && !text.isEmpty() && text.chars().allMatch(Patience::isDigit)) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    return date(text)
        .flatMap(until -> date.flatMap(Patience::date).map(now -> Duration.between(now, until)));
  }

  private static Optional<Instant> date(String text) {
    try {
      return text.length() > LONGEST_DATE
          ? Optional.empty()
          : Optional.of(
              ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty(); // a wish nobody can read is no wish
    }
  }

  private static boolean isDigit(int one) {
    return one >= '0' && one <= '9';
  }
}
