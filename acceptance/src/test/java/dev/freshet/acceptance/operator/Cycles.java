package dev.freshet.acceptance.operator;

import java.util.ArrayList;
import java.util.List;

/** Retries repeat the same few states as often as time allows; once is enough to compare. */
final class Cycles {
  private static final int LONGEST = 6;

  private Cycles() {}

  /** The list with every immediate repetition of up to six entries left out. */
  static <T> List<T> removedFrom(List<T> entries) {
    List<T> result = new ArrayList<>();
    for (T entry : entries) {
      result.add(entry);
      dropRepetition(result);
    }
    return result;
  }

  private static <T> void dropRepetition(List<T> entries) {
    int size = entries.size();
    for (int length = 1; length <= LONGEST && 2 * length <= size; length++) {
      List<T> last = entries.subList(size - length, size);
      if (last.equals(entries.subList(size - 2 * length, size - length))) {
        last.clear();
        return;
      }
    }
  }
}
