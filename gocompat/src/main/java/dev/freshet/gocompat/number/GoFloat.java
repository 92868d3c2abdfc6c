package dev.freshet.gocompat.number;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A number in the grammar of Go's {@code ParseFloat(text, 64)}: decimals, hexadecimal floats with
 * their mandatory exponent, underscores between digits, infinities and NaN in any case.
 *
 * <p>{@link #value()} is the nearest 64-bit float, {@link #compareExactly} orders what was written.
 */
public final class GoFloat {
  /** Where Go itself stops counting: what lies beyond is zero or out of range. */
  private static final int MAX_EXPONENT = 20_000;

  /** The same for powers of two, of which each is a multiplication. */
  private static final int MAX_BINARY_EXPONENT = 1_200;

  /** Go reads numbers of any length; no tag is as long. */
  private static final int MAX_LENGTH = 256;

  /** Integers of so many digits are exact as 64-bit floats. */
  private static final int EXACT_DIGITS = 15;

  private final String text;
  private final double value;

  private GoFloat(String text, double value) {
    this.text = text;
    this.value = value;
  }

  /** Reads a number; empty when Go refuses it, because of its syntax or its range, or too long. */
  public static Optional<GoFloat> parse(String text) {
    return isShortInteger(text)
        ? Optional.of(new GoFloat(text, Long.parseLong(text)))
        : inForm(text).filter(number -> !number.isOverflow());
  }

  /** Whether a text is a number in form, but beyond the range of a 64-bit float. */
  public static boolean isOutOfRange(String text) {
    return inForm(text).filter(GoFloat::isOverflow).isPresent();
  }

  private static Optional<GoFloat> inForm(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    if (FloatScanner.isDecimal(text) || FloatScanner.isHexadecimal(text)) {
      return Optional.of(new GoFloat(text, Double.parseDouble(text.replace("_", ""))));
    }
    if (FloatScanner.isInfinity(text)) {
      double value = text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return Optional.of(new GoFloat(text, value));
    }
    return text.equalsIgnoreCase("nan")
        ? Optional.of(new GoFloat(text, Double.NaN))
        : Optional.empty();
  }

  private static boolean isShortInteger(String text) {
    if (text.isEmpty() || text.length() > EXACT_DIGITS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private boolean isOverflow() {
    return Double.isInfinite(value) && !FloatScanner.isInfinity(text);
  }

  /** The nearest 64-bit float. */
  public double value() {
    return value;
  }

  public boolean isNaN() {
    return Double.isNaN(value);
  }

  /**
   * Compares the numbers as written, so 9007199254740993 is above 9007199254740992 although both
   * have one 64-bit float. NaN is above everything, as with {@link Double#compare}.
   */
  public int compareExactly(GoFloat other) {
    if (isNaN() || other.isNaN()) {
      return Double.compare(value, other.value);
    }
    if (value != other.value) { // rounding keeps the order
      return value < other.value ? -1 : 1;
    }
    if (Double.isInfinite(value) || (isShortInteger(text) && isShortInteger(other.text))) {
      return 0;
    }
    return exact().compareTo(other.exact());
  }

  private BigDecimal exact() {
    String plain = text.replace("_", "");
    return FloatScanner.isHexadecimal(text) ? exactHexadecimal(plain) : exactDecimal(plain);
  }

  private static BigDecimal exactDecimal(String plain) {
    int mark = indexOfExponent(plain, 'e');
    var mantissa = new BigDecimal(plain.substring(0, mark));
    return mantissa.scaleByPowerOfTen(exponent(plain.substring(mark), MAX_EXPONENT));
  }

  private static BigDecimal exactHexadecimal(String plain) {
    int mark = indexOfExponent(plain, 'p');
    int prefix = Math.max(plain.indexOf('x'), plain.indexOf('X')) + 1;
    int point = plain.indexOf('.');
    int fractionDigits = point < 0 ? 0 : mark - point - 1;
    var magnitude = new BigInteger(plain.substring(prefix, mark).replace(".", ""), 16);
    int twos = exponent(plain.substring(mark), MAX_BINARY_EXPONENT) - 4 * fractionDigits;
    BigDecimal exact =
        twos >= 0
            ? new BigDecimal(magnitude.shiftLeft(twos))
            : new BigDecimal(magnitude).multiply(new BigDecimal("0.5").pow(-twos));
    return plain.startsWith("-") ? exact.negate() : exact;
  }

  private static int indexOfExponent(String plain, char lower) {
    int mark = Math.max(plain.indexOf(lower), plain.indexOf(lower - 'a' + 'A'));
    return mark < 0 ? plain.length() : mark;
  }

  /** The number after the letter, 0 without one, held within bounds that no value can tell. */
  private static int exponent(String suffix, int most) {
    if (suffix.isEmpty()) {
      return 0;
    }
    var written = new BigInteger(suffix.substring(1));
    var bound = BigInteger.valueOf(most);
    return written.min(bound).max(bound.negate()).intValueExact();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GoFloat number && number.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text it was read from. */
  @Override
  public String toString() {
    return text;
  }
}
