package dev.freshet.gocompat.regexp.syntax;

import java.util.Arrays;

/** Ranges of runes on their way to a class, in any order. */
final class Ranges {
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
