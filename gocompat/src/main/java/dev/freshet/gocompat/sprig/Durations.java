package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.format.Quoted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's durations: nanoseconds, read from and written as {@code 1h15m30.5s}. */
final class Durations {
  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "\u00c2\u00b5s", 1_000L,
          "\u00ce\u00bcs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final Pattern PART = Pattern.compile("([0-9]++[.]?[0-9]*+|[.][0-9]++)([^.0-9]*+)");
  private static final int LONGEST = 200;

  private Durations() {}

  /** Reads a duration; the text is in byte form. */
  static long parse(String text) {
    boolean sign = text.startsWith("-") || text.startsWith("+");
    String body = sign ? text.substring(1) : text;
    if (body.equals("0")) {
      return 0;
    }
    if (body.isEmpty() || body.length() > LONGEST) {
      throw invalid(text);
    }
    BigInteger nanos = BigInteger.ZERO;
    Matcher matcher = PART.matcher(body);
    int at = 0;
    while (at < body.length()) {
      if (!matcher.region(at, body.length()).lookingAt()) {
        throw invalid(text);
      }
      nanos = nanos.add(part(matcher.group(1), matcher.group(2), text));
      at = matcher.end();
    }
    nanos = text.startsWith("-") ? nanos.negate() : nanos;
    if (nanos.bitLength() > 63) {
      throw invalid(text);
    }
    return nanos.longValue();
  }

  private static BigInteger part(String number, String unit, String text) {
    if (unit.isEmpty()) {
      throw new GoErrorException("time: missing unit in duration " + Quoted.quote(text));
    }
    Long size = UNITS.get(unit);
    if (size == null) {
      throw new GoErrorException(
          "time: unknown unit %s in duration %s".formatted(Quoted.quote(unit), Quoted.quote(text)));
    }
    return new BigDecimal(number)
        .multiply(BigDecimal.valueOf(size))
        .setScale(0, RoundingMode.DOWN)
        .toBigInteger();
  }

  private static GoErrorException invalid(String text) {
    return new GoErrorException("time: invalid duration " + Quoted.quote(text));
  }

  /** In byte form: the micro sign is two bytes. */
  static String text(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    BigInteger size = BigInteger.valueOf(nanos).abs();
    if (size.compareTo(BigInteger.valueOf(1_000_000_000L)) < 0) {
      long small = size.longValue();
      return sign
          + (small < 1_000
              ? small + "ns"
              : small < 1_000_000 ? decimal(size, 3) + "\u00c2\u00b5s" : decimal(size, 6) + "ms");
    }
    BigInteger[] minutes = size.divideAndRemainder(BigInteger.valueOf(60_000_000_000L));
    long whole = minutes[0].longValueExact();
    String seconds = decimal(minutes[1], 9) + "s";
    return sign
        + (whole >= 60 ? whole / 60 + "h" : "")
        + (whole > 0 ? whole % 60 + "m" : "")
        + seconds;
  }

  private static String decimal(BigInteger value, int scale) {
    return new BigDecimal(value, scale).stripTrailingZeros().toPlainString();
  }

  /** As a duration can hold it: longer ones are cut to the longest. */
  static long between(OffsetDateTime from, OffsetDateTime to) {
    BigInteger nanos =
        BigInteger.valueOf(to.toEpochSecond() - from.toEpochSecond())
            .multiply(BigInteger.valueOf(1_000_000_000L))
            .add(BigInteger.valueOf((long) to.getNano() - from.getNano()));
    return nanos
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .max(BigInteger.valueOf(Long.MIN_VALUE))
        .longValue();
  }
}
