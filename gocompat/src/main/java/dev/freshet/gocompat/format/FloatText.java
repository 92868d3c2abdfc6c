package dev.freshet.gocompat.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Floats under Go's floating-point verbs, and Go's {@code strconv.FormatFloat}. */
public final class FloatText {
  /** As many digits as tell the number from its neighbours. */
  public static final int SHORTEST = -1;

  private static final int MAX_SCALE = 1100;

  private FloatText() {}

  static boolean knows(int verb) {
    return "vbgGxXfFeE".indexOf(verb) >= 0;
  }

  static void print(double value, int verb, Flags flags, Output out) {
    char form = verb == 'v' ? 'g' : verb == 'F' ? 'f' : (char) verb;
    int precision =
        flags.precision.orElse(form == 'f' || form == 'e' || form == 'E' ? 6 : SHORTEST);
    String text = format(value, form, precision);
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    String sign = negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      flags.padWithSpaces((text.startsWith("+") && sign.isEmpty() ? "+" : sign) + digits, out);
      return;
    }
    if (flags.sharp && form != 'b') {
      digits = withPoint(digits, verb, precision);
    }
    int missing = flags.width.orElse(0) - digits.length() - 1;
    if (!sign.isEmpty() && flags.zeroPadded() && missing > 0) {
      out.append(sign);
      out.repeat('0', missing);
      out.append(digits);
    } else {
      flags.pad(sign + digits, out);
    }
  }

  /** The sharp flag: a decimal point always, and for %g the zeros that were dropped. */
  private static String withPoint(String digits, int verb, int precision) {
    int end = 0;
    boolean point = false;
    boolean nonZero = false;
    int wanted = "vgGx".indexOf(verb) < 0 ? 0 : precision == SHORTEST ? 6 : precision;
    boolean hexadecimal = verb == 'x' || verb == 'X';
    while (end < digits.length()) {
      char unit = digits.charAt(end);
      if (unit == 'p' || unit == 'P' || (!hexadecimal && (unit == 'e' || unit == 'E'))) {
        break;
      }
      if (unit == '.') {
        point = true;
      } else {
        nonZero |= unit != '0';
        wanted -= nonZero ? 1 : 0;
      }
      end++;
    }
    StringBuilder text = new StringBuilder(digits.substring(0, end));
    if (!point) {
      wanted -= text.toString().equals("0") ? 1 : 0;
      text.append('.');
    }
    text.repeat('0', Math.max(0, wanted));
    return text.append(digits.substring(end)).toString();
  }

  /** Go's {@code strconv.FormatFloat(value, form, precision, 64)}. */
  public static String format(double value, char form, int precision) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    double magnitude = Math.abs(value);
    String digits =
        switch (form) {
          case 'f' -> fixed(magnitude, precision);
          case 'e', 'E' -> exponent(Digits.of(magnitude, precision < 0 ? -1 : precision + 1), form);
          case 'g', 'G' -> general(magnitude, form, precision);
          case 'b' -> binary(magnitude);
          case 'x', 'X' -> hexadecimal(magnitude, form, precision);
          default -> throw new IllegalArgumentException("form " + form);
        };
    return sign + digits;
  }

  private static String fixed(double value, int precision) {
    BigDecimal exact = precision < 0 ? Digits.shortest(value) : new BigDecimal(value);
    int scale = precision < 0 ? Math.max(0, exact.stripTrailingZeros().scale()) : precision;
    // No float has more decimal places than this; further ones are zeros, and cheaper as such.
    int rounded = Math.min(scale, MAX_SCALE);
    String digits = exact.setScale(rounded, RoundingMode.HALF_EVEN).toPlainString();
    return digits + "0".repeat(scale - rounded);
  }

  private static String general(double value, char form, int precision) {
    int wanted = precision == 0 ? 1 : precision;
    Digits digits = Digits.of(value, wanted).withoutTrailingZeros();
    int limit = wanted;
    if (limit > digits.text().length() && digits.text().length() >= digits.exponent() + 1) {
      limit = digits.text().length();
    }
    if (wanted < 0) {
      limit = 6;
    }
    if (digits.exponent() < -4 || digits.exponent() >= limit) {
      return exponent(digits, form == 'g' ? 'e' : 'E');
    }
    int scale = Math.max(0, digits.text().length() - 1 - digits.exponent());
    return digits.toBigDecimal().setScale(scale, RoundingMode.UNNECESSARY).toPlainString();
  }

  private static String exponent(Digits digits, char letter) {
    String mantissa = digits.text();
    String fraction = mantissa.length() > 1 ? "." + mantissa.substring(1) : "";
    int exponent = Math.abs(digits.exponent());
    return mantissa.charAt(0)
        + fraction
        + letter
        + (digits.exponent() < 0 ? '-' : '+')
        + (exponent < 10 ? "0" : "")
        + exponent;
  }

  private static String binary(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long mantissa = bits & 0xFFFFFFFFFFFFFL;
    int exponent = (int) (bits >>> 52);
    mantissa |= exponent == 0 ? 0 : 1L << 52;
    int power = Math.max(exponent, 1) - 1075;
    return mantissa + "p" + (power < 0 ? "" : "+") + power;
  }

  private static String hexadecimal(double value, char form, int precision) {
    int exponent = value == 0 ? 0 : Math.getExponent(Math.max(value, Double.MIN_NORMAL));
    long mantissa = Double.doubleToRawLongBits(value) & 0xFFFFFFFFFFFFFL;
    if (value >= Double.MIN_NORMAL) {
      mantissa |= 1L << 52;
    }
    while (mantissa != 0 && mantissa < 1L << 52) {
      mantissa <<= 1;
      exponent--;
    }
    if (precision >= 0 && precision < 13) {
      int dropped = 4 * (13 - precision);
      long half = 1L << (dropped - 1);
      long rest = mantissa & ((1L << dropped) - 1);
      mantissa >>>= dropped;
      mantissa += rest > half || (rest == half && (mantissa & 1) == 1) ? 1 : 0;
      mantissa <<= dropped;
      if (mantissa >= 1L << 53) {
        mantissa >>>= 1;
        exponent++;
      }
    }
    String fraction = String.format(Locale.ROOT, "%013x", mantissa & 0xFFFFFFFFFFFFFL);
    if (precision < 0) {
      fraction = fraction.replaceAll("0+$", "");
    } else if (precision <= 13) {
      fraction = fraction.substring(0, precision);
    } else {
      fraction += "0".repeat(precision - 13);
    }
    String text =
        "0x"
            + (mantissa >>> 52)
            + (fraction.isEmpty() ? "" : "." + fraction)
            + "p"
            + (exponent < 0 ? "-" : "+")
            + (Math.abs(exponent) < 10 ? "0" : "")
            + Math.abs(exponent);
    return form == 'X' ? text.toUpperCase(Locale.ROOT) : text;
  }

  /** Decimal digits without leading zeros, the first of which has this power of ten. */
  private record Digits(String text, int exponent) {

    static BigDecimal shortest(double value) {
      BigDecimal text = new BigDecimal(Double.toString(value));
      // Java writes two digits at least, and so misses the shortest form of the smallest numbers.
      BigDecimal oneDigit = text.round(new MathContext(1, RoundingMode.HALF_EVEN));
      return oneDigit.doubleValue() == value ? oneDigit : text;
    }

    /** So many digits, rounded half to even of the exact value; a negative count: the shortest. */
    static Digits of(double value, int count) {
      if (value == 0) {
        return new Digits("0".repeat(Math.max(1, count)), 0);
      }
      if (count < 0) {
        return of(shortest(value).stripTrailingZeros());
      }
      BigDecimal exact = new BigDecimal(value);
      int exactDigits = Math.min(count, MAX_SCALE);
      Digits rounded = of(exact.round(new MathContext(exactDigits, RoundingMode.HALF_EVEN)));
      int missing = count - rounded.text.length();
      return new Digits(rounded.text + "0".repeat(Math.max(0, missing)), rounded.exponent);
    }

    private static Digits of(BigDecimal value) {
      String text = value.unscaledValue().toString();
      return new Digits(text, text.length() - 1 - value.scale());
    }

    Digits withoutTrailingZeros() {
      int end = text.length();
      while (end > 1 && text.charAt(end - 1) == '0') {
        end--;
      }
      return new Digits(text.substring(0, end), exponent);
    }

    BigDecimal toBigDecimal() {
      return new BigDecimal(new BigInteger(text), text.length() - 1 - exponent);
    }
  }
}
