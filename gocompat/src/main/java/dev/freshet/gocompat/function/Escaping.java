package dev.freshet.gocompat.function;

import dev.freshet.gocompat.format.Quoted;
import dev.freshet.gocompat.value.Utf8;
import java.util.HexFormat;
import java.util.Locale;

/** Go's {@code html}, {@code js} and {@code urlquery}, on strings in byte form. */
final class Escaping {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Escaping() {}

  static String html(String bytes) {
    StringBuilder out = new StringBuilder(bytes.length());
    for (int i = 0; i < bytes.length(); i++) {
      switch (bytes.charAt(i)) {
        case 0 -> out.append(Utf8.of(Utf8.INVALID));
        case '"' -> out.append("&#34;");
        case '\'' -> out.append("&#39;");
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        default -> out.append(bytes.charAt(i));
      }
    }
    return out.toString();
  }

  static String js(String bytes) {
    StringBuilder out = new StringBuilder(bytes.length());
    for (int i = 0; i < bytes.length(); i += Utf8.width(bytes, i)) {
      int point = Utf8.codePointAt(bytes, i);
      if (point == '\\' || point == '\'' || point == '"') {
        out.append('\\').append((char) point);
      } else if (point < ' ' || "<>&=".indexOf(point) >= 0) {
        out.append("\\u").append(HEX.toHexDigits((char) point));
      } else if (point < 0x80 || Quoted.printable(point)) {
        out.append(bytes, i, i + Utf8.width(bytes, i));
      } else {
        out.append(String.format(Locale.ROOT, "\\u%04X", point));
      }
    }
    return out.toString();
  }

  /** Go's {@code url.QueryEscape}. */
  static String urlQuery(String bytes) {
    StringBuilder out = new StringBuilder(bytes.length());
    for (int i = 0; i < bytes.length(); i++) {
      char unit = bytes.charAt(i);
      if (unit == ' ') {
        out.append('+');
      } else if (unreserved(unit)) {
        out.append(unit);
      } else {
        out.append('%').append(HEX.toHexDigits((byte) unit));
      }
    }
    return out.toString();
  }

  /** The characters that stand for themselves everywhere in a URL. */
  private static boolean unreserved(char unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9')
        || "-_.~".indexOf(unit) >= 0;
  }
}
