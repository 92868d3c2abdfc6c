package dev.freshet.gocompat.regexp;

/** A set of ASCII characters, as the bits of two words. */
record CharSet(long low, long high) {
  static final CharSet NONE = new CharSet(0, 0);
  static final CharSet ANY = NONE.complement();
  static final CharSet DIGITS = NONE.withRange('0', '9');
  static final CharSet WORD = DIGITS.withRange('a', 'z').withRange('A', 'Z').withRange('_', '_');
  static final CharSet SPACE = NONE.withRange('\t', '\n').withRange('\f', '\r').withRange(' ', ' ');

  /** What the dot means unless a flag says otherwise. */
  static final CharSet ALL_BUT_NEWLINE = of('\n').complement();

  static CharSet of(char c) {
    return NONE.withRange(c, c);
  }

  CharSet withRange(int first, int last) {
    CharSet result = this;
    for (int c = first; c <= last; c++) {
      result =
          c < Long.SIZE
              ? new CharSet(result.low | 1L << c, result.high)
              : new CharSet(result.low, result.high | 1L << c);
    }
    return result;
  }

  CharSet union(CharSet other) {
    return new CharSet(low | other.low, high | other.high);
  }

  CharSet complement() {
    return new CharSet(~low, ~high);
  }

  boolean isSingle() {
    return Long.bitCount(low) + Long.bitCount(high) == 1;
  }

  /** The first character of a set that is not empty. */
  char first() {
    return (char)
        (low != 0 ? Long.numberOfTrailingZeros(low) : Long.SIZE + Long.numberOfTrailingZeros(high));
  }

  /** Whether an ASCII character is in the set; a shift uses the low six bits of its distance. */
  boolean contains(char c) {
    return ((c < Long.SIZE ? low : high) >>> c & 1) != 0;
  }
}
