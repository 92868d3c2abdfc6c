package dev.freshet.gocompat.regexp.syntax;

import java.util.Arrays;

/** A set of runes: sorted ranges that do not touch, of which ASCII's are bits of two words too. */
public final class CharClass {
  static final int LAST_RUNE = 0x10FFFF;
  static final int LAST_OF_ASCII = 0x7F;

  public static final CharClass NONE = new CharClass();
  static final CharClass ANY = NONE.complement();
  static final CharClass ANY_BUT_NEWLINE = of('\n').complement();
  static final CharClass DIGIT = new CharClass('0', '9');
  static final CharClass SPACE = new CharClass('\t', '\n', '\f', '\r', ' ', ' ');
  public static final CharClass WORD = new CharClass('0', '9', 'A', 'Z', '_', '_', 'a', 'z');

  /** The first and the last of each range. */
  private final int[] bounds;

  private final long low;
  private final long high;

  /** The class of ranges that are sorted and do not touch, by the first and the last of each. */
  CharClass(int... bounds) {
    this.bounds = bounds;
    this.low = bits(0);
    this.high = bits(Long.SIZE);
  }

  static CharClass of(int rune) {
    return new CharClass(rune, rune);
  }

  private long bits(int start) {
    long bits = 0;
    for (int i = 0; i < bounds.length && bounds[i] < start + Long.SIZE; i += 2) {
      for (int c = Math.max(bounds[i], start);
          c <= Math.min(bounds[i + 1], start + Long.SIZE - 1);
          c++) {
        bits |= 1L << c;
      }
    }
    return bits;
  }

  int ranges() {
    return bounds.length / 2;
  }

  int first(int range) {
    return bounds[2 * range];
  }

  int last(int range) {
    return bounds[2 * range + 1];
  }

  /** The first 64 runes of the class, a bit each. */
  public long low() {
    return low;
  }

  /** The second 64 runes of the class, a bit each. */
  public long high() {
    return high;
  }

  public boolean contains(int rune) {
    int found = Arrays.binarySearch(bounds, rune);
    // Where it is none of the bounds, it would be put behind the first of its range.
    return found >= 0 || (-found - 1) % 2 == 1;
  }

  public boolean isAscii() {
    return bounds.length == 0 || bounds[bounds.length - 1] <= LAST_OF_ASCII;
  }

  boolean isSingle() {
    return bounds.length == 2 && bounds[0] == bounds[1];
  }

  CharClass complement() {
    var complement = new Ranges();
    int next = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      complement.add(next, bounds[i] - 1);
      next = bounds[i + 1] + 1;
    }
    return complement.add(next, LAST_RUNE).toCharClass();
  }

  /** Ranges of runes on their way to a class, in any order. */
  static final class Ranges {
    private int[] bounds = new int[8];
    private int size;

    /** Adds the runes between two, both included; none when the last comes before the first. */
    Ranges add(int first, int last) {
      if (first > last || extendsLast(first, last)) {
        return this;
      }
      if (size == bounds.length) {
        bounds = Arrays.copyOf(bounds, 2 * size);
      }
      bounds[size] = first;
      bounds[size + 1] = last;
      size += 2;
      return this;
    }

    private boolean extendsLast(int first, int last) {
      if (size == 0 || first < bounds[size - 2] || first > bounds[size - 1] + 1) {
        return false;
      }
      bounds[size - 1] = Math.max(bounds[size - 1], last);
      return true;
    }

    Ranges add(CharClass runes) {
      for (int range = 0; range < runes.ranges(); range++) {
        add(runes.first(range), runes.last(range));
      }
      return this;
    }

    CharClass toCharClass() {
      if (!isSorted()) {
        sort();
      }
      return new CharClass(Arrays.copyOf(bounds, size));
    }

    private boolean isSorted() {
      for (int i = 2; i < size; i += 2) {
        if (bounds[i] <= bounds[i - 1] + 1) {
          return false;
        }
      }
      return true;
    }

    /** Sorts the ranges, and makes one of those that touch. */
    private void sort() {
      var sorted = new long[size / 2];
      for (int i = 0; i < sorted.length; i++) {
        sorted[i] = (long) bounds[2 * i] << Integer.SIZE | bounds[2 * i + 1];
      }
      Arrays.sort(sorted);
      size = 0;
      for (long range : sorted) {
        add((int) (range >>> Integer.SIZE), (int) range);
      }
    }
  }
}
