package dev.freshet.gocompat.format;

import dev.freshet.gocompat.value.GoType;
import dev.freshet.gocompat.value.GoValue;
import dev.freshet.gocompat.value.Utf8;
import java.util.List;
import java.util.OptionalInt;

/** One walk over a format string: which argument each verb takes, with which flags. */
final class FormatString {
  /** Prints a value as its verb says. */
  @FunctionalInterface
  interface Verbs {
    void print(GoValue value, int verb, Flags flags);
  }

  /** Larger widths and precisions are refused, as in Go. */
  private static final int LARGEST_NUMBER = 1_000_000;

  private final String format;
  private final List<GoValue> arguments;
  private final Verbs verbs;
  private final Output out;

  private int at;
  private int argument;
  private boolean reordered;
  private boolean goodIndex;
  private boolean afterIndex;
  private Flags flags = new Flags();

  FormatString(String format, List<GoValue> arguments, Verbs verbs, Output out) {
    this.format = format;
    this.arguments = arguments;
    this.verbs = verbs;
    this.out = out;
  }

  void print() {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      if (percent < 0) {
        out.append(format.substring(at));
        break;
      }
      out.append(format.substring(at, percent));
      at = percent + 1;
      verb();
    }
    if (!reordered && argument < arguments.size()) {
      printExtra();
    }
  }

  private void verb() {
    flags = new Flags();
    goodIndex = true;
    afterIndex = false;
    while (at < format.length() && flags.take(format.charAt(at))) {
      at++;
    }
    index();
    width();
    precision();
    if (!afterIndex) {
      index();
    }
    if (at >= format.length()) {
      out.append("%!(NOVERB)");
      return;
    }
    int verb = Utf8.codePointAt(format, at);
    at += Utf8.width(format, at);
    if (verb == '%') {
      out.append('%');
    } else if (!goodIndex) {
      out.append("%!" + Utf8.of(verb) + "(BADINDEX)");
    } else if (argument >= arguments.size()) {
      out.append("%!" + Utf8.of(verb) + "(MISSING)");
    } else {
      if (verb == 'v' || verb == 'w') {
        flags.turnIntoValueFlags();
      }
      verbs.print(arguments.get(argument), verb, flags);
      argument++;
    }
  }

  private void width() {
    if (!takeStar()) {
      flags.width = number();
      goodIndex &= !(afterIndex && flags.width.isPresent());
      return;
    }
    flags.width = integerArgument();
    if (flags.width.isEmpty()) {
      out.append("%!(BADWIDTH)");
    } else if (flags.width.getAsInt() < 0) {
      flags.width = OptionalInt.of(-flags.width.getAsInt());
      flags.minus = true;
      flags.zero = false;
    }
    afterIndex = false;
  }

  private void precision() {
    // A dot at the very end is the verb, not the start of a precision.
    if (at + 1 >= format.length() || format.charAt(at) != '.') {
      return;
    }
    at++;
    goodIndex &= !afterIndex;
    index();
    if (takeStar()) {
      OptionalInt given = integerArgument();
      flags.precision = given.orElse(-1) < 0 ? OptionalInt.empty() : given;
      if (flags.precision.isEmpty()) {
        out.append("%!(BADPREC)");
      }
      afterIndex = false;
    } else {
      flags.precision = OptionalInt.of(number().orElse(0));
    }
  }

  private boolean takeStar() {
    boolean star = at < format.length() && format.charAt(at) == '*';
    at += star ? 1 : 0;
    return star;
  }

  /** Takes {@code [n]}, the argument that the next verb, width or precision uses. */
  private void index() {
    afterIndex = false;
    if (at >= format.length() || format.charAt(at) != '[') {
      return;
    }
    reordered = true;
    int close = format.length() - at < 3 ? -1 : format.indexOf(']', at);
    if (close < 0) {
      goodIndex = false;
      at++;
      return;
    }
    at++;
    OptionalInt index = number();
    boolean wellFormed = index.isPresent() && at == close;
    at = close + 1;
    afterIndex = wellFormed;
    if (wellFormed && index.getAsInt() >= 1 && index.getAsInt() <= arguments.size()) {
      argument = index.getAsInt() - 1;
    } else {
      goodIndex = false;
    }
  }

  /** A decimal number at this place; too large a one is none and ends the format, as in Go. */
  private OptionalInt number() {
    int start = at;
    int value = 0;
    while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
      if (value > LARGEST_NUMBER) {
        at = format.length();
        return OptionalInt.empty();
      }
      value = value * 10 + (format.charAt(at) - '0');
      at++;
    }
    return at == start ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private OptionalInt integerArgument() {
    if (argument >= arguments.size()) {
      return OptionalInt.empty();
    }
    GoValue value = arguments.get(argument);
    argument++;
    return value instanceof GoValue.Int number && Math.abs(number.value()) <= LARGEST_NUMBER
        ? OptionalInt.of((int) number.value())
        : OptionalInt.empty();
  }

  private void printExtra() {
    out.append("%!(EXTRA ");
    String separator = "";
    for (GoValue extra : arguments.subList(argument, arguments.size())) {
      out.append(separator);
      separator = ", ";
      if (extra.type() != GoType.Basic.NIL) {
        out.append(extra.type() + "=");
      }
      verbs.print(extra, 'v', new Flags());
    }
    out.append(')');
  }
}
