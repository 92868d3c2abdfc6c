package dev.freshet.gocompat.regexp;

/**
 * Letters that RE2/J must not see where case does not matter. It goes from a letter to its other
 * cases until it is back, and since this JDK gave U+1C80 to U+1C88 capitals, whose small letters
 * are others, from them it never is.
 */
final class Folding {
  private static final int FIRST = 0x1C80;
  private static final int LAST = 0x1C88;

  private Folding() {}

  static boolean isEndless(int letter) {
    return isEndless(letter, letter);
  }

  /** Whether there is such a letter between two, both included. */
  static boolean isEndless(int first, int last) {
    return first <= LAST && last >= FIRST;
  }

  /** A text in which such letters read as those they fold to, though its parts are as they were. */
  record Folded(CharSequence text) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      char letter = text.charAt(index);
      return isEndless(letter) ? Character.toLowerCase(Character.toUpperCase(letter)) : letter;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
