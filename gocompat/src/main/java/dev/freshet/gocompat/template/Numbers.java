package dev.freshet.gocompat.template;

import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.format.Quoted;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Go's number constants: which of int64, uint64 and float64 one can stand for. */
final class Numbers {
  private static final Pattern STRAY_UNDERSCORE =
      Pattern.compile("_(?![0-9a-fA-F])|(?<![0-9a-fA-FxXoObB])_");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile("[+-]?0[xX]([0-9a-fA-F]+[.]?[0-9a-fA-F]*|[.][0-9a-fA-F]+)[pP][+-]?[0-9]+");
  private static final int LONGEST = 400;

  private Numbers() {}

  static Node.Constant parse(int at, String source) {
    if (source.startsWith("'")) {
      int point = Quoted.unquoteRune(source);
      return new Node.Constant(
          at, source, OptionalLong.of(point), OptionalLong.of(point), OptionalDouble.of(point));
    }
    boolean stray = source.length() > LONGEST || STRAY_UNDERSCORE.matcher(source).find();
    String text = stray ? "" : source.replace("_", "");
    Optional<BigInteger> whole = whole(text);
    if (whole.isPresent() && whole.get().bitLength() <= 64) {
      Optional<BigInteger> unsigned =
          text.startsWith("+") ? Optional.empty() : whole.filter(value -> value.signum() >= 0);
      Node.Constant number =
          new Node.Constant(
              at,
              source,
              signed(whole.get()),
              unsigned
                  .map(value -> OptionalLong.of(value.longValue()))
                  .orElse(OptionalLong.empty()),
              OptionalDouble.of(whole.get().doubleValue()));
      if (number.signed().isPresent() || number.unsigned().isPresent()) {
        return number;
      }
    }
    return real(at, source, text);
  }

  private static OptionalLong signed(BigInteger value) {
    return value.bitLength() <= 63 ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
  }

  private static Node.Constant real(int at, String source, String text) {
    if (!DECIMAL.matcher(text).matches() && !HEXADECIMAL.matcher(text).matches()) {
      throw new GoSyntaxException("illegal number syntax: " + Quoted.quote(source));
    }
    if (text.chars().noneMatch(unit -> ".eEpP".indexOf(unit) >= 0)) {
      throw new GoSyntaxException("integer overflow: " + Quoted.quote(source));
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new GoSyntaxException("illegal number syntax: " + Quoted.quote(source));
    }
    OptionalLong signed = OptionalLong.empty();
    OptionalLong unsigned = OptionalLong.empty();
    if (value == Math.rint(value) && Math.abs(value) < 0x1p64) {
      BigInteger whole = new BigDecimal(value).toBigInteger();
      signed = signed(whole);
      unsigned = whole.signum() < 0 ? OptionalLong.empty() : OptionalLong.of(whole.longValue());
    }
    return new Node.Constant(at, source, signed, unsigned, OptionalDouble.of(value));
  }

  private static Optional<BigInteger> whole(String text) {
    boolean signedText = text.startsWith("-") || text.startsWith("+");
    String digits = signedText ? text.substring(1) : text;
    int radix = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      char mark = Character.toLowerCase(digits.charAt(1));
      radix = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
      digits = digits.substring(radix == 8 && mark != 'o' ? 1 : 2);
    }
    int base = radix;
    if (digits.isEmpty() || !digits.chars().allMatch(unit -> Character.digit(unit, base) >= 0)) {
      return Optional.empty();
    }
    BigInteger value = new BigInteger(digits, radix);
    return Optional.of(text.startsWith("-") ? value.negate() : value);
  }
}
