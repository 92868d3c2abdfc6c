package dev.freshet.api.yaml;

/** How many values the documents of one file may still hold, so that reading it ends soon. */
public final class Allowance {
  /** About a second's work, and more than any file of objects holds. */
  static final int MOST_VALUES = 400_000;

  /** How many values aliases may repeat: nested ones multiply, and whoever walks the tree pays. */
  static final int MOST_REPEATED = 100_000;

  /** To begin a document takes as long as so many values. */
  private static final int VALUES_OF_A_DOCUMENT = 40;

  private int values = MOST_VALUES;
  private int repeated = MOST_REPEATED;

  /** Whether another document may begin. */
  public boolean takesDocument() {
    values -= VALUES_OF_A_DOCUMENT;
    return values > 0;
  }

  boolean takesValue() {
    values--;
    return values >= 0;
  }

  boolean takesRepeated(int size) {
    repeated -= Math.min(size, MOST_REPEATED + 1);
    return repeated >= 0;
  }
}
