package dev.freshet.gocompat.format;

import dev.freshet.gocompat.value.GoValue;
import dev.freshet.gocompat.value.Utf8;
import java.util.Locale;

/** Integers under Go's integer verbs. */
final class IntegerText {
  private IntegerText() {}

  static boolean knows(int verb) {
    return "vdboOxXcqU".indexOf(verb) >= 0;
  }

  static void print(GoValue.Int number, int verb, Flags flags, Output out) {
    switch (verb) {
      case 'c' -> flags.pad(Utf8.of(codePoint(number)), out);
      case 'q' -> flags.pad(Quoted.rune(codePoint(number), Quoted.charset(flags)), out);
      case 'U' -> unicode(number.value(), flags, out);
      case 'v' -> {
        if (flags.sharpV && number.unsigned()) {
          out.append("0x" + Long.toHexString(number.value()));
        } else {
          digits(number, 10, verb, flags, out);
        }
      }
      case 'b' -> digits(number, 2, verb, flags, out);
      case 'o', 'O' -> digits(number, 8, verb, flags, out);
      case 'x', 'X' -> digits(number, 16, verb, flags, out);
      default -> digits(number, 10, verb, flags, out);
    }
  }

  private static int codePoint(GoValue.Int number) {
    return number.value() < 0 || number.value() > 0x10FFFF ? Utf8.INVALID : (int) number.value();
  }

  private static void digits(GoValue.Int number, int base, int verb, Flags flags, Output out) {
    boolean negative = !number.unsigned() && number.value() < 0;
    int precision = flags.precision.orElse(-1);
    if (precision == 0 && number.value() == 0) {
      out.repeat(' ', flags.width.orElse(0));
      return;
    }
    if (precision < 0 && flags.zeroPadded() && flags.width.isPresent()) {
      precision = flags.width.getAsInt() - (negative || flags.plus || flags.space ? 1 : 0);
    }
    String digits = Long.toUnsignedString(negative ? -number.value() : number.value(), base);
    if (verb == 'X') {
      digits = digits.toUpperCase(Locale.ROOT);
    }
    if (precision > digits.length()) {
      Output padded = new Output(Integer.MAX_VALUE);
      padded.repeat('0', precision - digits.length());
      digits = padded + digits;
    }
    flags.padWithSpaces(sign(negative, flags) + prefix(digits, verb, flags) + digits, out);
  }

  private static String prefix(String digits, int verb, Flags flags) {
    if (verb == 'O') {
      return flags.sharp && !digits.startsWith("0") ? "0o0" : "0o";
    }
    if (!flags.sharp) {
      return "";
    }
    return switch (verb) {
      case 'b' -> "0b";
      case 'o' -> digits.startsWith("0") ? "" : "0";
      case 'x' -> "0x";
      case 'X' -> "0X";
      default -> "";
    };
  }

  private static String sign(boolean negative, Flags flags) {
    return negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
  }

  private static void unicode(long value, Flags flags, Output out) {
    String digits = Long.toHexString(value).toUpperCase(Locale.ROOT);
    int missing = Math.max(4, flags.precision.orElse(4)) - digits.length();
    Output text = new Output(Integer.MAX_VALUE);
    text.append("U+");
    text.repeat('0', missing);
    text.append(digits);
    if (flags.sharp && value >= 0 && value <= 0x10FFFF && Quoted.printable((int) value)) {
      text.append(" '" + Utf8.of((int) value) + "'");
    }
    flags.padWithSpaces(text.toString(), out);
  }
}
