package dev.freshet.gocompat.regexp;

import java.util.List;

/** A match of an expression in a text. */
public final class Match {
  private final GoRegexp regexp;
  private final String input;
  private final int[] slots;

  /** The slots are start and end of each group, negative where a group took no part. */
  Match(GoRegexp regexp, String input, int[] slots) {
    this.regexp = regexp;
    this.input = input;
    this.slots = slots;
  }

  /** The text of a group, 0 being the whole match; empty when it is unknown or took no part. */
  public String group(int number) {
    return tookPart(number) ? input.substring(slots[2 * number], slots[2 * number + 1]) : "";
  }

  private boolean tookPart(int number) {
    return number < slots.length / 2 && slots[2 * number] >= 0;
  }

  /** The text of the first of some groups that took part. */
  String first(List<Integer> numbers) {
    for (int number : numbers) {
      if (tookPart(number)) {
        return group(number);
      }
    }
    return "";
  }

  /** The template with the groups of this match in it. */
  public String expand(String template) {
    return Expansion.parse(template, regexp).expand(this);
  }
}
