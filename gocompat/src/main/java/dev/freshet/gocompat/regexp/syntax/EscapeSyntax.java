package dev.freshet.gocompat.regexp.syntax;

/** Reads the escapes that stand for one rune. */
final class EscapeSyntax {
  private static final int MOST_OCTAL_DIGITS = 3;

  private EscapeSyntax() {}

  /** The rune of an escape, at whose backslash the scanner is. */
  static int rune(PatternScanner scanner) {
    int start = scanner.position();
    scanner.next();
    if (scanner.isAtEnd()) {
      throw SyntaxProblem.TRAILING_BACKSLASH.in("");
    }
    int letter = scanner.rune();
    return switch (letter) {
      case 'a' -> 0x07;
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0B;
      case 'x' -> hexadecimal(scanner, start);
      case '0' -> octal(scanner);
      case '1', '2', '3', '4', '5', '6', '7' -> {
        if (!isOctalDigitNext(scanner)) {
          throw scanner.refusal(SyntaxProblem.INVALID_ESCAPE, start); // refers to a group
        }
        yield octal(scanner);
      }
      default -> {
        if (letter >= 0x80 || isAlphanumeric(letter)) {
          throw scanner.refusal(SyntaxProblem.INVALID_ESCAPE, start);
        }
        yield letter;
      }
    };
  }

  static boolean isAlphanumeric(int c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  /** Goes on behind the first digit. */
  private static int octal(PatternScanner scanner) {
    int rune = scanner.peek(-1) - '0';
    for (int digits = 1; digits < MOST_OCTAL_DIGITS && isOctalDigitNext(scanner); digits++) {
      rune = rune * 8 + scanner.next() - '0';
    }
    return rune;
  }

  private static boolean isOctalDigitNext(PatternScanner scanner) {
    return !scanner.isAtEnd() && scanner.peek(0) >= '0' && scanner.peek(0) <= '7';
  }

  /** Two digits, or any number of them in braces. */
  private static int hexadecimal(PatternScanner scanner, int start) {
    if (scanner.accept("{")) {
      return braced(scanner, start);
    }
    if (scanner.isAtEnd()) {
      throw scanner.refusal(SyntaxProblem.INVALID_ESCAPE, start);
    }
    int high = digit(scanner.rune());
    int low = digit(scanner.rune());
    if (high < 0 || low < 0) {
      throw scanner.refusal(SyntaxProblem.INVALID_ESCAPE, start);
    }
    return high * 16 + low;
  }

  private static int braced(PatternScanner scanner, int start) {
    int rune = 0;
    int digits = 0;
    while (!scanner.isAtEnd()) {
      int c = scanner.rune();
      if (c == '}' && digits > 0) {
        return rune;
      }
      rune = rune * 16 + digit(c);
      digits++;
      if (digit(c) < 0 || rune > CharClass.LAST_RUNE) {
        break;
      }
    }
    throw scanner.refusal(SyntaxProblem.INVALID_ESCAPE, start);
  }

  private static int digit(int c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }
}
