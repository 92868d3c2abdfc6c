package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.format.Printer;
import dev.freshet.gocompat.function.Budget;
import dev.freshet.gocompat.number.GoFloat;
import dev.freshet.gocompat.value.GoValue;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** How sprig reads any value as a string or a number; what it cannot read counts as zero. */
final class Casts {
  private static final int LONGEST_NUMBER = 400;
  private static final long LARGEST_TENTH = Long.divideUnsigned(-1, 10);
  private static final Pattern STRAY_UNDERSCORE =
      Pattern.compile("_(?![0-9a-fA-F])|(?<![0-9a-fA-FxXoObB])_");
  private static final Pattern ZERO_FRACTION = Pattern.compile("[.]0+$");

  private Casts() {}

  /** The string a value prints as, in byte form. */
  static String text(GoValue value, Budget budget) {
    if (value instanceof GoValue.Text text) {
      return text.bytes();
    }
    Printer printer = new Printer(budget.maxText());
    printer.print(List.of(value));
    String printed = printer.text();
    budget.text(printed.length());
    return printed;
  }

  /** The elements of a list as strings, without the nils; anything else is a list of itself. */
  static List<String> texts(GoValue value, Budget budget) {
    return switch (value) {
      case GoValue.Nil _ -> List.of();
      case GoValue.Items items -> {
        budget.steps(items.elements().size());
        yield items.elements().stream()
            .filter(element -> element != GoValue.Nil.NIL)
            .map(element -> text(element, budget))
            .toList();
      }
      default -> List.of(text(value, budget));
    };
  }

  static long integer(GoValue value) {
    return switch (value) {
      case GoValue.Int number -> number.value();
      case GoValue.Real number -> truncated(number.value());
      case GoValue.Bool bool -> bool.value() ? 1 : 0;
      case GoValue.Text text ->
          parseInteger(ZERO_FRACTION.matcher(text.bytes()).replaceFirst(""), 0).orElse(0);
      default -> 0;
    };
  }

  /** A float beyond the integers becomes the smallest one, as the machine instruction does. */
  private static long truncated(double value) {
    boolean fits = value >= -0x1p63 && value < 0x1p63;
    return fits ? (long) value : Long.MIN_VALUE;
  }

  static double real(GoValue value) {
    return switch (value) {
      case GoValue.Int number when number.unsigned() ->
          new BigInteger(Long.toUnsignedString(number.value())).doubleValue();
      case GoValue.Int number -> number.value();
      case GoValue.Real number -> number.value();
      case GoValue.Bool bool -> bool.value() ? 1 : 0;
      case GoValue.Text text -> real(text.bytes());
      default -> 0;
    };
  }

  private static double real(String text) {
    return text.length() > LONGEST_NUMBER ? 0 : GoFloat.parse(text).map(GoFloat::value).orElse(0.0);
  }

  /**
   * A decimal integer; one that does not fit is the nearest one that does, whatever comes behind
   * the digit with which it leaves the range of 64 bits.
   */
  static long nearestInteger(String text) {
    boolean negative = text.startsWith("-");
    int start = negative || text.startsWith("+") ? 1 : 0;
    long value = 0;
    for (int i = start; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      if (Long.compareUnsigned(value, LARGEST_TENTH) > 0
          || Long.compareUnsigned(value * 10 + digit, value * 10) < 0) {
        return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      value = value * 10 + digit;
    }
    if (value < 0) {
      return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return negative ? -value : value;
  }

  /** Go's {@code ParseInt}; base 0 takes it from the prefix and allows underscores. */
  static OptionalLong parseInteger(String text, int base) {
    boolean sign = text.startsWith("-") || text.startsWith("+");
    String digits = sign ? text.substring(1) : text;
    int radix = base == 0 ? 10 : base;
    if (base == 0) {
      if (text.length() > LONGEST_NUMBER || STRAY_UNDERSCORE.matcher(text).find()) {
        return OptionalLong.empty();
      }
      digits = digits.replace("_", "");
      if (digits.length() > 1 && digits.charAt(0) == '0') {
        char mark = Character.toLowerCase(digits.charAt(1));
        radix = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
        digits = digits.substring(radix == 8 && mark != 'o' ? 1 : 2);
      }
    }
    int used = radix;
    if (digits.isEmpty()
        || digits.length() > LONGEST_NUMBER
        || !digits.chars().allMatch(unit -> unit < 0x80 && Character.digit(unit, used) >= 0)) {
      return OptionalLong.empty();
    }
    BigInteger value = new BigInteger((text.startsWith("-") ? "-" : "") + digits, radix);
    return value.bitLength() < 64 ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
  }
}
