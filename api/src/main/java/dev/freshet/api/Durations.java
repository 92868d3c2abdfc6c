package dev.freshet.api;

import dev.freshet.core.InvalidInputException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go spells them: read from {@code 1h30m}, printed as {@code 1h30m0s}. */
public final class Durations {
  // Possessive: a text of a million units must not take a million stack frames.
  private static final Pattern SYNTAX = Pattern.compile("(?:[0-9]++(?:\\.[0-9]++)?(?:ms|s|m|h))++");
  private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|s|m|h)");
  private static final Map<String, Long> NANOS =
      Map.of("ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private Durations() {}

  /** Reads the grammar the API allows: no sign, no bare zero, units ms, s, m and h. */
  public static Duration parse(String text) {
    if (!SYNTAX.matcher(text).matches()) {
      throw new InvalidInputException("invalid duration \"" + text + "\"");
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L));
      nanos =
          nanos.add(new BigDecimal(part.group(1)).multiply(unit).setScale(0, RoundingMode.DOWN));
    }
    // Go counts in 64 bits, so some 292 years are the most an object can say.
    if (nanos.compareTo(LONGEST) > 0) {
      throw new InvalidInputException("invalid duration \"" + text + "\": too long");
    }
    return Duration.ofNanos(nanos.longValueExact());
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
