package dev.freshet.gocompat.regexp;

import java.util.List;

/** A match of an expression in a text, whose positions are those of its bytes. */
public final class Match {
  private final String bytes;
  private final int[] slots;

  /** The slots are start and end of each group, negative where a group took no part. */
  Match(String bytes, int[] slots) {
    this.bytes = bytes;
    this.slots = slots;
  }

  /** Where the whole match starts. */
  public int start() {
    return slots[0];
  }

  /** Where the whole match ends. */
  public int end() {
    return slots[1];
  }

  /** Start and end of each group, negative where a group took no part. */
  int[] slots() {
    return slots.clone();
  }

  /**
   * The text, in byte form, of a group, 0 being the whole match; empty when it is unknown or took
   * no part.
   */
  public String groupBytes(int number) {
    return tookPart(number) ? bytes.substring(slots[2 * number], slots[2 * number + 1]) : "";
  }

  private boolean tookPart(int number) {
    return number < slots.length / 2 && slots[2 * number] >= 0;
  }

  /** The text, in byte form, of the first of some groups that took part. */
  String first(List<Integer> numbers) {
    for (int number : numbers) {
      if (tookPart(number)) {
        return groupBytes(number);
      }
    }
    return "";
  }
}
