package dev.freshet.gocompat.regexp.syntax;

/**
 * What is known of a node without walking it.
 *
 * @param height how deep the nodes in it nest, as Go counts it; letters in a row are one node to Go
 *     and as such nothing here
 * @param steps about how many steps a program for it has
 * @param copies how often at most the same part comes to stand in the program
 * @param shortest the fewest runes it matches
 * @param start where a match of it may start
 */
public record Measure(int height, long steps, int copies, int shortest, Start start) {

  /** Where a match may start. */
  public enum Start {
    ANYWHERE,
    OF_THE_TEXT
  }

  static final Measure LETTER = new Measure(0, 1, 1, 1, Start.ANYWHERE);
  static final Measure CLASS = new Measure(1, 1, 1, 1, Start.ANYWHERE);
  static final Measure PLACE = new Measure(1, 1, 1, 0, Start.ANYWHERE);
  static final Measure TEXT_START = new Measure(1, 1, 1, 0, Start.OF_THE_TEXT);
  static final Measure NOTHING = PLACE;

  /** Beyond this a length is as good as any other, and a sum of two does not overflow. */
  private static final int LONG = 1 << 30;

  /** Of a capturing group around this. */
  Measure inGroup() {
    return new Measure(Math.max(1, height) + 1, steps + 2, copies, shortest, start);
  }

  /** Of this again and again. */
  Measure repeated(Count count) {
    long written = count.copies() * steps;
    long all =
        count.isUnbounded() ? Math.max(steps, written) + 2 : written + count.max() - count.min();
    return new Measure(
        Math.max(1, height) + 1,
        Math.max(1, all),
        count.max() == 0 ? 1 : Math.max(1, count.copies()) * copies,
        (int) Math.min(LONG, (long) count.min() * shortest),
        Start.ANYWHERE);
  }

  /** Of this and something behind it, in one sequence. */
  Measure then(Measure next) {
    return new Measure(
        Math.max(height, next.height),
        steps + next.steps,
        Math.max(copies, next.copies),
        Math.min(LONG, shortest + next.shortest),
        start);
  }

  /** Of this or something else, in one choice. */
  Measure or(Measure other) {
    return new Measure(
        Math.max(Math.max(1, height), other.height),
        steps + other.steps + 1,
        Math.max(copies, other.copies),
        Math.min(shortest, other.shortest),
        start == other.start ? start : Start.ANYWHERE);
  }

  /** Of a node over these parts. */
  Measure above() {
    return new Measure(height + 1, steps, copies, shortest, start);
  }

  /** Of the parts of a node, when another node of its kind takes them in. */
  Measure below() {
    return new Measure(height - 1, steps, copies, shortest, start);
  }
}
