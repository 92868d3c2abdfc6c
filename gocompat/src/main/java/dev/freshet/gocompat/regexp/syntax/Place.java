package dev.freshet.gocompat.regexp.syntax;

/** Places between the runes of a text in byte form. */
public enum Place {
  TEXT_START,
  TEXT_END,
  LINE_START,
  LINE_END,
  WORD_BOUNDARY,
  NO_WORD_BOUNDARY;

  /** Whether a position is such a place. */
  public boolean isAt(String text, int position) {
    return switch (this) {
      case TEXT_START -> position == 0;
      case TEXT_END -> position == text.length();
      case LINE_START -> position == 0 || text.charAt(position - 1) == '\n';
      case LINE_END -> position == text.length() || text.charAt(position) == '\n';
      case WORD_BOUNDARY -> isWord(text, position - 1) != isWord(text, position);
      case NO_WORD_BOUNDARY -> isWord(text, position - 1) == isWord(text, position);
    };
  }

  private static boolean isWord(String text, int index) {
    if (index < 0 || index >= text.length()) {
      return false;
    }
    char c = text.charAt(index);
    return c <= CharClass.LAST_OF_ASCII && CharClass.WORD.contains(c);
  }
}
