package dev.freshet.gocompat.sprig;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large the program of a regular expression becomes, about: repeated repetitions multiply, so a
 * short expression can need more memory than there is. Go refuses those too.
 */
final class PatternSize {
  private static final long HUGE = Long.MAX_VALUE / 4096;

  private final String pattern;
  private final Deque<Long> groups = new ArrayDeque<>();
  private int at;
  private int deepest;
  private long group;
  private long atom;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  static boolean exceeds(String pattern, long maxSize, int maxNesting) {
    PatternSize size = new PatternSize(pattern);
    while (size.at < pattern.length()) {
      size.next();
    }
    return size.group > maxSize
        || size.deepest > maxNesting
        || size.groups.stream().anyMatch(outer -> outer > maxSize);
  }

  private void next() {
    char unit = pattern.charAt(at++);
    switch (unit) {
      case '\\' -> {
        at++;
        literal();
      }
      case '[' -> {
        int end = pattern.indexOf(']', at + 1);
        at = end < 0 ? pattern.length() : end + 1;
        literal();
      }
      case '(' -> {
        groups.push(group);
        deepest = Math.max(deepest, groups.size());
        group = 2;
      }
      case ')' -> {
        atom = group;
        group = Math.min(HUGE, atom + (groups.isEmpty() ? 0 : groups.pop()));
      }
      case '{' -> repeated();
      default -> literal();
    }
  }

  private void literal() {
    atom = 1;
    group++;
  }

  /** A repetition counts its larger bound, which is the only number that matters. */
  private void repeated() {
    int end = at;
    long bound = 0;
    long number = 0;
    while (end < pattern.length() && (digit(pattern.charAt(end)) || pattern.charAt(end) == ',')) {
      number =
          digit(pattern.charAt(end)) ? Math.min(4096, number * 10 + pattern.charAt(end) - '0') : 0;
      bound = Math.max(bound, number);
      end++;
    }
    if (end < pattern.length() && pattern.charAt(end) == '}' && end > at) {
      at = end + 1;
      long larger = Math.min(HUGE, atom * Math.max(1, bound));
      group = Math.min(HUGE, group - atom + larger);
      atom = larger;
    } else {
      literal();
    }
  }

  private static boolean digit(char unit) {
    return unit >= '0' && unit <= '9';
  }
}
