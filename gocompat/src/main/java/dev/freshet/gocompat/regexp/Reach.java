package dev.freshet.gocompat.regexp;

import dev.freshet.gocompat.regexp.syntax.CharClass;

/**
 * The symbols with which a search can go on at a step, as far as one tells: a rune of ASCII, {@link
 * #OTHER} for any beyond it, or {@link #END} of the text.
 */
record Reach(long low, long high, long beyond) {
  static final int OTHER = 0x80;
  static final int END = 0x81;

  static final Reach ALL = new Reach(-1, -1, -1);
  static final Reach AT_END = new Reach(0, 0, 1L << END);
  static final Reach AT_LINE_END = new Reach(1L << '\n', 0, 1L << END);

  static Reach of(CharClass runes) {
    return new Reach(runes.low(), runes.high(), runes.isAscii() ? 0 : 1L << OTHER);
  }

  Reach union(Reach more) {
    return new Reach(low | more.low, high | more.high, beyond | more.beyond);
  }

  Reach intersection(Reach only) {
    return new Reach(low & only.low, high & only.high, beyond & only.beyond);
  }

  boolean isEmpty() {
    return (low | high | beyond) == 0;
  }

  /** Whether a symbol is among them; a shift uses the low six bits of its distance. */
  boolean contains(int symbol) {
    return ((symbol < Long.SIZE ? low : symbol < OTHER ? high : beyond) >>> symbol & 1) != 0;
  }
}
