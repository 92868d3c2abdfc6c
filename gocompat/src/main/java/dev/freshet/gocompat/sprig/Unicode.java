package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.value.Utf8;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Code points as Go classifies and maps them, in strings in byte form. */
final class Unicode {
  private Unicode() {}

  static boolean space(int point) {
    return switch (point) {
      case '\t', '\n', 11, '\f', '\r', ' ', 0x85, 0xA0 -> true;
      default ->
          switch (Character.getType(point)) {
            case Character.SPACE_SEPARATOR,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
          };
    };
  }

  /** Go knows no capitals but letters; Java counts signs such as a circled letter as well. */
  static boolean upper(int point) {
    return Character.getType(point) == Character.UPPERCASE_LETTER;
  }

  static boolean lower(int point) {
    return Character.getType(point) == Character.LOWERCASE_LETTER;
  }

  static boolean number(int point) {
    return switch (Character.getType(point)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  static boolean punctuation(int point) {
    return switch (Character.getType(point)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  static String map(String bytes, IntUnaryOperator mapping) {
    StringBuilder mapped = new StringBuilder(bytes.length());
    Utf8.codePoints(bytes).forEach(point -> mapped.append(Utf8.of(mapping.applyAsInt(point))));
    return mapped.toString();
  }

  /** Without the code points at either end that match. */
  static String trim(String bytes, IntPredicate trimmed) {
    int start = 0;
    while (start < bytes.length() && trimmed.test(Utf8.codePointAt(bytes, start))) {
      start += Utf8.width(bytes, start);
    }
    int end = bytes.length();
    while (end > start) {
      int last = lastStart(bytes, start, end);
      if (!trimmed.test(Utf8.codePointAt(bytes, last))) {
        break;
      }
      end = last;
    }
    return bytes.substring(start, end);
  }

  private static int lastStart(String bytes, int start, int end) {
    for (int i = Math.max(start, end - 4); i < end; i++) {
      if (i + Utf8.width(bytes, i) == end) {
        return i;
      }
    }
    return end - 1;
  }
}
