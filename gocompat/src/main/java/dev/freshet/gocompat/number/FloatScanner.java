package dev.freshet.gocompat.number;

/** Checks a text against the grammar of floating-point numbers, from left to right. */
final class FloatScanner {
  private final String text;
  private int position;

  private FloatScanner(String text) {
    this.text = text;
  }

  static boolean isDecimal(String text) {
    var scanner = new FloatScanner(text);
    scanner.skipSign();
    return scanner.skipMantissa(Radix.DECIMAL)
        && (scanner.atEnd() || scanner.skipExponent('e'))
        && scanner.atEnd();
  }

  static boolean isHexadecimal(String text) {
    var scanner = new FloatScanner(text);
    scanner.skipSign();
    return scanner.skip('0')
        && scanner.skipLetter('x')
        && scanner.skipMantissa(Radix.HEXADECIMAL)
        && scanner.skipExponent('p')
        && scanner.atEnd();
  }

  static boolean isInfinity(String text) {
    var scanner = new FloatScanner(text);
    scanner.skipSign();
    String name = text.substring(scanner.position);
    return name.equalsIgnoreCase("inf") || name.equalsIgnoreCase("infinity");
  }

  private enum Radix {
    DECIMAL(10),
    HEXADECIMAL(16);

    private final int base;

    Radix(int base) {
      this.base = base;
    }

    boolean contains(char c) {
      return c < 0x80 && Character.digit(c, base) >= 0;
    }
  }

  private boolean atEnd() {
    return position == text.length();
  }

  private void skipSign() {
    if (!skip('+')) {
      skip('-');
    }
  }

  private boolean skip(char wanted) {
    if (position < text.length() && text.charAt(position) == wanted) {
      position++;
      return true;
    }
    return false;
  }

  /** Skips a letter in either case. */
  private boolean skipLetter(char lower) {
    return skip(lower) || skip((char) (lower - 'a' + 'A'));
  }

  private boolean skipMantissa(Radix radix) {
    if (radix == Radix.HEXADECIMAL && position < text.length() && text.charAt(position) == '_') {
      position++; // the prefix counts as a digit, so an underscore may follow it
      if (!atDigit(radix)) {
        return false;
      }
    }
    boolean whole = skipDigits(radix);
    boolean point = position < text.length() && text.charAt(position) == '.';
    if (point) {
      position++;
    }
    boolean fraction = point && skipDigits(radix);
    return whole || fraction;
  }

  private boolean skipExponent(char letter) {
    if (!skipLetter(letter)) {
      return false;
    }
    skipSign();
    return skipDigits(Radix.DECIMAL);
  }

  /** Skips digits with single underscores between them; false when there is no digit here. */
  private boolean skipDigits(Radix radix) {
    int start = position;
    while (atDigit(radix)) {
      position++;
      if (position + 1 < text.length()
          && text.charAt(position) == '_'
          && radix.contains(text.charAt(position + 1))) {
        position++;
      }
    }
    return position > start;
  }

  private boolean atDigit(Radix radix) {
    return position < text.length() && radix.contains(text.charAt(position));
  }
}
