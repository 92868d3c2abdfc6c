package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.value.Utf8;
import java.util.function.IntPredicate;

/**
 * Cuts a name such as {@code HTTPServer2go}, in byte form, into words. Bytes that are no UTF-8, and
 * U+FFFD, belong to the character behind them, or at the end of the name to the one before.
 */
final class WordScanner {

  /** What a word is made of. */
  enum Kind {
    NONE,
    CONNECTOR,
    PUNCTUATION,
    CAPITALISED,
    LETTERS,
    NUMBER,
    OTHER;

    /** Whether the word is a sign that stands between words by itself. */
    boolean separates() {
      return this == CONNECTOR || this == PUNCTUATION;
    }
  }

  private final String name;
  private int start;
  private int end;
  private Kind kind = Kind.NONE;

  /** The character last looked at, and how many bytes it takes with those that belong to it. */
  private int point = Utf8.INVALID;

  private int width;

  WordScanner(String name) {
    this.name = name;
  }

  Kind kind() {
    return kind;
  }

  String word() {
    return name.substring(start, end);
  }

  boolean atEnd() {
    return end == name.length();
  }

  /** Goes on to the next word; behind the last one is an empty one of no kind. */
  void next() {
    start = end;
    kind = Kind.NONE;
    if (atEnd()) {
      return;
    }
    look(Utf8.INVALID);
    end += width;
    if (point == Utf8.INVALID) {
      return;
    }
    kind = kindOf(point);
    switch (kind) {
      case CAPITALISED -> takeCapitalised();
      case LETTERS -> takeWhile(WordScanner::smallLetter);
      // A connector does not end punctuation, which it can be as well.
      case PUNCTUATION -> takeWhile(Unicode::punctuation);
      case CONNECTOR, NUMBER, OTHER -> takeWhile(found -> kindOf(found) == kind);
      case NONE -> {
        // Nothing follows what is no character.
      }
    }
  }

  private static Kind kindOf(int point) {
    if (connector(point)) {
      return Kind.CONNECTOR;
    }
    if (Unicode.punctuation(point)) {
      return Kind.PUNCTUATION;
    }
    if (Unicode.upper(point)) {
      return Kind.CAPITALISED;
    }
    if (letter(point)) {
      return Kind.LETTERS;
    }
    return Unicode.number(point) ? Kind.NUMBER : Kind.OTHER;
  }

  static boolean connector(int point) {
    return point == '-' || point == '_' || Unicode.space(point);
  }

  /** A letter that makes words: the signs of Chinese, Japanese and Korean writing do not. */
  private static boolean letter(int point) {
    return Character.isLetter(point)
        && !(point >= 0x4E00 && point <= 0x9FCC)
        && !(point >= 0x3400 && point <= 0x4D85)
        && !(point >= 0x20000 && point <= 0x2B81D);
  }

  private static boolean smallLetter(int point) {
    return letter(point) && !Unicode.upper(point);
  }

  private void takeWhile(IntPredicate wanted) {
    while (!atEnd()) {
      look(point);
      if (!wanted.test(point)) {
        break;
      }
      end += width;
    }
  }

  /** One capital and small letters, or capitals up to the one that begins the next word. */
  private void takeCapitalised() {
    if (atEnd()) {
      return;
    }
    look(point);
    if (smallLetter(point)) {
      end += width;
      takeWhile(WordScanner::smallLetter);
      return;
    }
    int last = 0;
    while (!atEnd()) {
      look(point);
      if (!Unicode.upper(point)) {
        break;
      }
      last = width;
      end += width;
    }
    if (last > 0 && !atEnd() && letter(point)) {
      end -= last;
    }
  }

  /** Looks at the next character; where nothing but stray bytes is left, they go for this one. */
  private void look(int otherwise) {
    point = otherwise;
    width = 0;
    for (int at = end; at < name.length(); at = end + width) {
      int found = Utf8.codePointAt(name, at);
      width += Utf8.width(name, at);
      if (found != Utf8.INVALID) {
        point = found;
        return;
      }
    }
  }
}
