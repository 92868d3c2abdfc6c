package dev.freshet.gocompat.format;

import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.value.Utf8;
import java.util.HexFormat;

/** Strings and characters as Go literals, and strings under Go's string verbs, in byte form. */
public final class Quoted {
  private static final HexFormat LOWER = HexFormat.of();
  private static final HexFormat UPPER = HexFormat.of().withUpperCase();

  /** Which characters stand for themselves in a literal. */
  enum Charset {
    ASCII,
    UNICODE
  }

  private Quoted() {}

  static boolean knows(int verb) {
    return "vsxXq".indexOf(verb) >= 0;
  }

  static Charset charset(Flags flags) {
    return flags.plus ? Charset.ASCII : Charset.UNICODE;
  }

  static void print(String bytes, int verb, Flags flags, Output out) {
    switch (verb) {
      case 'x' -> hex(bytes, LOWER, "0x", flags, out);
      case 'X' -> hex(bytes, UPPER, "0X", flags, out);
      case 'q' -> quoted(bytes, flags, out);
      default -> {
        if (flags.sharpV) {
          quoted(bytes, flags, out);
        } else {
          flags.pad(flags.truncate(bytes), out);
        }
      }
    }
  }

  private static void quoted(String bytes, Flags flags, Output out) {
    String text = flags.truncate(bytes);
    if (flags.sharp && canBackquote(text)) {
      flags.pad("`" + text + "`", out);
    } else {
      flags.pad(quote(text, charset(flags)), out);
    }
  }

  private static void hex(String bytes, HexFormat digits, String prefix, Flags flags, Output out) {
    String shown =
        bytes.substring(0, Math.min(bytes.length(), flags.precision.orElse(bytes.length())));
    Output text = new Output(Integer.MAX_VALUE);
    for (int i = 0; i < shown.length(); i++) {
      text.append(i > 0 && flags.space ? " " : "");
      text.append(flags.sharp && (i == 0 || flags.space) ? prefix : "");
      text.append(digits.toHexDigits((byte) shown.charAt(i)));
    }
    flags.pad(text.toString(), out);
  }

  /** Go's {@code strconv.Quote}. */
  public static String quote(String bytes) {
    return quote(bytes, Charset.UNICODE);
  }

  /** In backquotes where Go can write it so, else in double quotes. */
  public static String backquote(String bytes) {
    return canBackquote(bytes) ? "`" + bytes + "`" : quote(bytes);
  }

  private static String quote(String bytes, Charset charset) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < bytes.length(); ) {
      int width = Utf8.width(bytes, i);
      int point = Utf8.codePointAt(bytes, i);
      if (width == 1 && point == Utf8.INVALID) {
        quoted.append("\\x").append(LOWER.toHexDigits((byte) bytes.charAt(i)));
      } else {
        appendEscaped(quoted, point, '"', charset);
      }
      i += width;
    }
    return quoted.append('"').toString();
  }

  /** Go's {@code strconv.QuoteRune}. */
  static String rune(int point, Charset charset) {
    StringBuilder quoted = new StringBuilder("'");
    boolean valid = point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
    appendEscaped(quoted, valid ? point : Utf8.INVALID, '\'', charset);
    return quoted.append('\'').toString();
  }

  private static void appendEscaped(StringBuilder out, int point, char quote, Charset charset) {
    if (point == quote || point == '\\') {
      out.append('\\').append((char) point);
    } else if (printable(point) && (point < 0x80 || charset == Charset.UNICODE)) {
      out.append(Utf8.of(point));
    } else {
      switch (point) {
        case 7 -> out.append("\\a");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case 11 -> out.append("\\v");
        default -> {
          if (point < ' ' || point == 0x7F) {
            out.append("\\x").append(LOWER.toHexDigits((byte) point));
          } else if (point < 0x10000) {
            out.append("\\u").append(LOWER.toHexDigits((char) point));
          } else {
            out.append("\\U").append(LOWER.toHexDigits(point));
          }
        }
      }
    }
  }

  /** Whether Go prints the character as itself: no control, no space but the plain one. */
  public static boolean printable(int point) {
    if (point == ' ') {
      return true;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static boolean canBackquote(String bytes) {
    for (int i = 0; i < bytes.length(); i += Utf8.width(bytes, i)) {
      int point = Utf8.codePointAt(bytes, i);
      boolean plain = point == '\t' || (point >= ' ' && point != '`' && point != 0x7F);
      if (!plain || point == 0xFEFF || (point == Utf8.INVALID && Utf8.width(bytes, i) == 1)) {
        return false;
      }
    }
    return true;
  }

  /** Go's {@code strconv.Unquote} of a literal in double quotes or backquotes. */
  public static String unquote(String literal) {
    String inside = literal.substring(1, literal.length() - 1);
    if (literal.charAt(0) == '`') {
      return inside.replace("\r", "");
    }
    StringBuilder text = new StringBuilder();
    Escapes escapes = new Escapes(inside, '"');
    while (escapes.hasNext()) {
      text.append(escapes.next());
    }
    return text.toString();
  }

  /** The code point that a literal in single quotes stands for. */
  public static int unquoteRune(String literal) {
    Escapes escapes = new Escapes(literal.substring(1, literal.length() - 1), '\'');
    if (escapes.hasNext()) {
      int point = escapes.nextPoint();
      if (!escapes.hasNext()) {
        return point;
      }
    }
    throw new GoSyntaxException(
        literal.length() == 2 ? "invalid syntax" : "malformed character constant: " + literal);
  }
}
