package dev.freshet.api;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.OutsideText;
import java.math.BigDecimal;
import java.time.Duration;

/** Durations as Go spells them: read from {@code 1h30m}, printed as {@code 1h30m0s}. */
public final class Durations {
  /** More digits of a fraction than any nanosecond tells apart. */
  private static final int MOST_DIGITS = 40;

  private Durations() {}

  /** Reads the grammar the API allows: no sign, no bare zero, units ms, s, m and h. */
  public static Duration parse(String text) {
    if (text.isEmpty()) {
      throw invalid(text, "");
    }
    long nanos = 0;
    int at = 0;
    while (at < text.length()) {
      int whole = digitsEnd(text, at);
      int fraction = whole < text.length() && text.charAt(whole) == '.' ? whole + 1 : whole;
      int end = fraction > whole ? digitsEnd(text, fraction) : whole;
      Unit unit = Unit.at(text, end);
      if (whole == at || (fraction > whole && end == fraction) || unit == Unit.NONE) {
        throw invalid(text, "");
      }
      try {
        nanos =
            Math.addExact(
                nanos, unit.nanos(text.substring(at, whole), text.substring(fraction, end)));
      } catch (ArithmeticException _) {
        // Go counts in 64 bits, so some 292 years are the most an object can say.
        throw invalid(text, ": too long");
      }
      at = end + unit.text.length();
    }
    return Duration.ofNanos(nanos);
  }

  private enum Unit {
    MILLISECONDS("ms", 1_000_000L),
    SECONDS("s", 1_000_000_000L),
    MINUTES("m", 60_000_000_000L),
    HOURS("h", 3_600_000_000_000L),
    NONE("", 0);

    private final String text;
    private final long size;

    Unit(String text, long size) {
      this.text = text;
      this.size = size;
    }

    static Unit at(String text, int at) {
      for (Unit unit : values()) {
        if (text.startsWith(unit.text, at)) {
          return unit;
        }
      }
      return NONE;
    }

    /** So many of the unit and a decimal fraction of one, less what no nanosecond holds. */
    long nanos(String whole, String fraction) {
      long count = 0;
      for (int i = 0; i < whole.length(); i++) {
        count = Math.addExact(Math.multiplyExact(count, 10L), whole.charAt(i) - '0');
      }
      return Math.addExact(
          Math.multiplyExact(count, size),
          fraction.isEmpty()
              ? 0
              : new BigDecimal("0." + OutsideText.atMost(fraction, MOST_DIGITS))
                  .multiply(BigDecimal.valueOf(size))
                  .longValue());
    }
  }

  private static int digitsEnd(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static InvalidInputException invalid(String text, String why) {
    return new InvalidInputException(
        "invalid duration \"" + OutsideText.excerpt(text) + "\"" + why);
  }

  /** Prints as Go's {@code Duration.String}, as messages and manifests show durations. */
  public static String format(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    String sign = duration.isNegative() ? "-" : "";
    Duration length = duration.abs();
    if (length.compareTo(Duration.ofSeconds(1)) < 0) {
      return sign + belowOneSecond(length.toNanos());
    }
    StringBuilder text = new StringBuilder(sign);
    if (length.toHours() > 0) {
      text.append(length.toHours()).append('h');
    }
    if (length.toMinutes() > 0) {
      text.append(length.toMinutesPart()).append('m');
    }
    return text.append(decimal(length.toSecondsPart(), length.toNanosPart(), 9))
        .append('s')
        .toString();
  }

  private static String belowOneSecond(long nanos) {
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    if (nanos < 1_000_000) {
      return decimal(nanos / 1_000, nanos % 1_000, 3) + "µs";
    }
    return decimal(nanos / 1_000_000, nanos % 1_000_000, 6) + "ms";
  }

  private static String decimal(long whole, long fraction, int scale) {
    return BigDecimal.valueOf(whole)
        .add(BigDecimal.valueOf(fraction, scale))
        .stripTrailingZeros()
        .toPlainString();
  }
}
