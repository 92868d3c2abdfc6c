package dev.freshet.engine.ledger;

import java.util.Comparator;

/** The order Flux stores tags in: descending by the bytes of their UTF-8. */
final class TagOrder {
  static final Comparator<String> DESCENDING = (left, right) -> byBytes(right, left);

  private TagOrder() {}

  /** UTF-16 order differs from byte order only where a surrogate meets a character above them. */
  private static int byBytes(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Integer.compare(rank(a), rank(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Surrogates stand for what lies beyond U+FFFF. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
