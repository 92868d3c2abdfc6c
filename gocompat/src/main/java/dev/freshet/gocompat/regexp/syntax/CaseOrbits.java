package dev.freshet.gocompat.regexp.syntax;

/**
 * The letters that are equal but for their case, by Unicode's simple folding. Most have one other
 * case; {@code k} has two, {@code K} and the sign of the kelvin.
 */
final class CaseOrbits {
  private static final int KELVIN_SIGN = 0x212A;
  private static final int LONG_S = 0x17F;

  /** The letters of ASCII, by their bits in the second word of a class. */
  private static final long CAPITALS = 0x7FFFFFEL;

  private static final int TO_SMALL = 'a' - 'A';

  private CaseOrbits() {}

  /** Read when a class first needs it, since most know ASCII only. */
  private static final class All {
    static final int[][] ORBITS = UnicodeTables.orbits();
  }

  /** The class with all cases of its letters. */
  static CharClass close(CharClass runes) {
    CharClass.Ranges closed = new CharClass.Ranges().add(runes);
    if (runes.isAscii()) {
      closeAscii(runes.high(), closed);
    } else {
      for (int[] orbit : All.ORBITS) {
        if (holdsAny(runes, orbit)) {
          addAll(closed, orbit);
        }
      }
    }
    return closed.toCharClass();
  }

  private static void closeAscii(long bits, CharClass.Ranges closed) {
    long letters = (bits | bits >>> TO_SMALL) & CAPITALS;
    for (long rest = letters; rest != 0; rest &= rest - 1) {
      int capital = Long.SIZE + Long.numberOfTrailingZeros(rest);
      closed.add(capital, capital).add(capital + TO_SMALL, capital + TO_SMALL);
      if (capital == 'K') {
        closed.add(KELVIN_SIGN, KELVIN_SIGN);
      } else if (capital == 'S') {
        closed.add(LONG_S, LONG_S);
      }
    }
  }

  private static boolean holdsAny(CharClass runes, int[] orbit) {
    for (int rune : orbit) {
      if (runes.contains(rune)) {
        return true;
      }
    }
    return false;
  }

  private static void addAll(CharClass.Ranges closed, int[] orbit) {
    for (int rune : orbit) {
      closed.add(rune, rune);
    }
  }
}
