package dev.freshet.core.image;

/**
 * The order of the UTF-8 bytes of strings, which is Go's. It differs from {@link String#compareTo}
 * where a character outside the Basic Multilingual Plane meets one near its end.
 */
public final class ByteOrder {

  private ByteOrder() {}

  /** Negative, zero or positive, as {@link Comparable} asks. */
  public static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char fromA = a.charAt(i);
      char fromB = b.charAt(i);
      if (fromA != fromB) {
        return weight(fromA) - weight(fromB);
      }
    }
    return a.length() - b.length();
  }

  /** A surrogate is half of a character that comes after all that fit in one unit. */
  private static int weight(char unit) {
    return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
  }
}
