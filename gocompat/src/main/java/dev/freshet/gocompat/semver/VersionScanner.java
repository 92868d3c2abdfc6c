package dev.freshet.gocompat.semver;

/** Walks over the characters of a version; each method moves past what it reads. */
final class VersionScanner {
  /** The largest value that can take one more digit without leaving the signed range. */
  private static final long ROOM_FOR_A_DIGIT = Long.MAX_VALUE / 10 - 1;

  private final String text;
  private int position;

  VersionScanner(String text, int start) {
    this.text = text;
    this.position = start;
  }

  int position() {
    return position;
  }

  boolean atEnd() {
    return position == text.length();
  }

  boolean accept(char wanted) {
    if (position < text.length() && text.charAt(position) == wanted) {
      position++;
      return true;
    }
    return false;
  }

  boolean atDigit() {
    return position < text.length() && isDigit(text.charAt(position));
  }

  /** The digits here; empty when there are none. */
  String digits() {
    int start = position;
    while (atDigit()) {
      position++;
    }
    return text.substring(start, position);
  }

  /** Reads the digits here as an unsigned 64-bit number. */
  long number() {
    int start = position;
    long value = 0;
    while (atDigit()) {
      value = value > ROOM_FOR_A_DIGIT ? Long.MAX_VALUE : value * 10 + text.charAt(position) - '0';
      position++;
    }
    return value > ROOM_FOR_A_DIGIT ? Long.parseUnsignedLong(text, start, position, 10) : value;
  }

  /** Moves past {@code a.b-c.1}; false, without moving, when there is no identifier here. */
  boolean acceptIdentifiers() {
    int start = position;
    skipIdentifier();
    if (position == start) {
      return false;
    }
    while (position + 1 < text.length()
        && text.charAt(position) == '.'
        && isIdentifierPart(text.charAt(position + 1))) {
      position++;
      skipIdentifier();
    }
    return true;
  }

  private void skipIdentifier() {
    while (position < text.length() && isIdentifierPart(text.charAt(position))) {
      position++;
    }
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isIdentifierPart(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  }
}
