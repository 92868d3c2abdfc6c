package dev.freshet.core.plan;

import dev.freshet.core.marker.Placement;

/** How a value is written as a YAML scalar. */
final class Scalars {
  private static final String NEVER_FIRST = ",[]{}#&*!|>'\"%@`";

  private Scalars() {}

  /** Plain when that is legal at the place and reads back as the same string, else quoted. */
  static String plainOrQuoted(String value, Placement placement) {
    boolean plain = Yaml11.readsAsString(value) && isPlain(value, placement);
    return plain ? value : doubleQuoted(value);
  }

  static String singleQuoted(String value) {
    return isPrintable(value) ? "'" + value.replace("'", "''") + "'" : doubleQuoted(value);
  }

  static String doubleQuoted(String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
    value
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\t' -> quoted.append("\\t");
            default -> {
              if (isPrintable(c)) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append(String.format(c <= 0xFFFF ? "\\u%04X" : "\\U%08X", c));
              }
            }
          }
        });
    return quoted.append('"').toString();
  }

  /** Whether a block scalar can hold the value as its only line. */
  static boolean fitsOneLine(String value) {
    return !value.isEmpty() && isPrintable(value) && value.strip().equals(value);
  }

  private static boolean isPlain(String value, Placement placement) {
    if (value.isEmpty() || !isPrintable(value) || !value.strip().equals(value)) {
      return false;
    }
    char first = value.charAt(0);
    if (NEVER_FIRST.indexOf(first) >= 0 || value.startsWith("---") || value.startsWith("...")) {
      return false;
    }
    boolean indicator = first == '-' || first == '?' || first == ':';
    if (indicator && (value.length() == 1 || " \t".indexOf(value.charAt(1)) >= 0)) {
      return false;
    }
    if (value.contains(": ") || value.contains(" #") || value.endsWith(":")) {
      return false;
    }
    return placement == Placement.BLOCK || value.chars().noneMatch(c -> ",[]{}?".indexOf(c) >= 0);
  }

  private static boolean isPrintable(String value) {
    return value.codePoints().allMatch(Scalars::isPrintable);
  }

  private static boolean isPrintable(int c) {
    return (c >= 0x20 && c <= 0x7E)
        || (c >= 0xA0 && c <= 0xD7FF && c != 0x2028 && c != 0x2029)
        || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF)
        || c >= 0x10000;
  }
}
