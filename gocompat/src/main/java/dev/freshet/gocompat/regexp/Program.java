package dev.freshet.gocompat.regexp;

import dev.freshet.gocompat.regexp.syntax.Measure;

/**
 * An expression as steps for a search.
 *
 * @param steps how many there are
 * @param slots two for each group, the whole match being group 0
 * @param suffix what a text must end with to match at all
 * @param shortest the fewest runes of a match
 */
record Program(Step start, int steps, int slots, Measure.Start where, String suffix, int shortest) {

  /** Whether a text in any form may match from a position on, as its length and its end tell. */
  boolean mayMatch(String text, int from) {
    return text.length() - from >= shortest && text.endsWith(suffix);
  }

  /** Whether a match can only be at the start of the text. */
  boolean isAnchored() {
    return where == Measure.Start.OF_THE_TEXT;
  }
}
