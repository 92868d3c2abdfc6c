package dev.freshet.engine.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** How long a server wants to be left alone (RFC 9110, 10.2.3). */
public final class RetryAfter {
  private static final int MOST_DIGITS = 9;
  private static final int LONGEST_DATE = 64;

  private RetryAfter() {}

  public static Optional<Duration> of(HttpResponse answer) {
    return parse(header(answer, "Retry-After"), header(answer, "Date"));
  }

  private static String header(HttpResponse answer, String name) {
    return Optional.ofNullable(answer.getFirstHeader(name)).map(Header::getValue).orElse("");
  }

  /**
   * Reads so many seconds, or the time until a date; what nobody can read is no wish.
   *
   * @param date when the server says that it answered, if it does: only its own clock fits its
   *     dates
   */
  public static Optional<Duration> parse(String text, String date) {
    String wish = text.strip();
    if (!wish.isEmpty()
        && wish.length() <= MOST_DIGITS
        && wish.chars().allMatch(RetryAfter::isDigit)) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(wish)));
    }
    return date(wish)
        .flatMap(until -> date(date).map(now -> Duration.between(now, until)))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  private static Optional<Instant> date(String text) {
    try {
      return text.length() > LONGEST_DATE
          ? Optional.empty()
          : Optional.of(
              ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static boolean isDigit(int one) {
    return one >= '0' && one <= '9';
  }
}
