package dev.freshet.gocompat.time;

import dev.freshet.gocompat.GoErrorException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Map;

/** Go's durations: nanoseconds, read from and written as {@code 1h15m30.5s}. */
public final class Durations {
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
  private static final int LONGEST = 200;

  /** As much as fits in 63 bits, and one more, of which only the negative fits. */
  private static final BigInteger MOST = BigInteger.ONE.shiftLeft(63);

  private Durations() {}

  /** Reads a duration; the text is in byte form. */
  public static long parse(String text) {
    boolean sign = text.startsWith("-") || text.startsWith("+");
    String rest = sign ? text.substring(1) : text;
    if (rest.equals("0")) {
      return 0;
    }
    if (rest.isEmpty() || rest.length() > LONGEST) {
      throw invalid(text);
    }
    BigInteger nanos = BigInteger.ZERO;
    while (!rest.isEmpty()) {
      String whole = digits(rest);
      rest = rest.substring(whole.length());
      String fraction = rest.startsWith(".") ? digits(rest.substring(1)) : "";
      rest = rest.substring(rest.startsWith(".") ? 1 + fraction.length() : 0);
      if (whole.isEmpty() && fraction.isEmpty()) {
        throw invalid(text);
      }
      String unit = unit(rest);
      rest = rest.substring(unit.length());
      nanos = nanos.add(part(whole, fraction, unit, text));
      if (nanos.compareTo(MOST) > 0) {
        throw invalid(text);
      }
    }
    if (text.startsWith("-")) {
      return nanos.negate().longValueExact();
    }
    if (nanos.equals(MOST)) {
      throw invalid(text);
    }
    return nanos.longValueExact();
  }

  private static String digits(String text) {
    int end = 0;
    while (end < text.length() && TimeDigits.digit(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  private static String unit(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) != '.' && !TimeDigits.digit(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  private static BigInteger part(String whole, String fraction, String unit, String text) {
    BigInteger units = whole.isEmpty() ? BigInteger.ZERO : new BigInteger(whole);
    if (units.compareTo(MOST) > 0) {
      throw invalid(text);
    }
    if (unit.isEmpty()) {
      throw new GoErrorException("time: missing unit in duration " + quote(text));
    }
    Long size = UNITS.get(unit);
    if (size == null) {
      throw new GoErrorException(
          "time: unknown unit %s in duration %s".formatted(quote(unit), quote(text)));
    }
    BigInteger nanos = units.multiply(BigInteger.valueOf(size));
    if (nanos.compareTo(MOST) > 0) {
      throw invalid(text);
    }
    return nanos.add(BigInteger.valueOf(nanosOf(fraction, size)));
  }

  /** Go takes as many digits as fit in 63 bits, and multiplies them as a float. */
  private static long nanosOf(String fraction, long size) {
    BigInteger value = BigInteger.ZERO;
    double scale = 1;
    for (int i = 0; i < fraction.length(); i++) {
      BigInteger more =
          value.multiply(BigInteger.TEN).add(BigInteger.valueOf(fraction.charAt(i) - '0'));
      if (value.compareTo(MOST.divide(BigInteger.TEN)) > 0 || more.compareTo(MOST) > 0) {
        break;
      }
      value = more;
      scale *= 10;
    }
    return (long) (value.doubleValue() * (size / scale));
  }

  private static GoErrorException invalid(String text) {
    return new GoErrorException("time: invalid duration " + quote(text));
  }

  /** Go's time package has a way of its own to quote: byte by byte. */
  static String quote(String bytes) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < bytes.length(); i++) {
      char unit = bytes.charAt(i);
      if (unit == '"' || unit == '\\') {
        quoted.append('\\').append(unit);
      } else if (unit < ' ' || unit >= 0x80) {
        quoted.append("\\x").append(HexFormat.of().toHexDigits((byte) unit));
      } else {
        quoted.append(unit);
      }
    }
    return quoted.append('"').toString();
  }

  /** In byte form: the micro sign is two bytes. */
  public static String text(long nanos) {
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
  public static long between(Moment from, Moment to) {
    return nearest(Moment.nanos(from.instant(), to.instant()));
  }

  /** The number itself, or the nearest that 64 bits hold. */
  static long nearest(BigInteger nanos) {
    return nanos
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .max(BigInteger.valueOf(Long.MIN_VALUE))
        .longValue();
  }
}
