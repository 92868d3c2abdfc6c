package dev.freshet.gocompat.time;

import java.util.List;

/**
 * What is left of a text that a time is read from. What cannot be read leaves a mark, and counts as
 * zero.
 */
public final class TimeDigits {
  private String rest;
  private boolean failed;

  TimeDigits(String text) {
    this.rest = text;
  }

  String rest() {
    return rest;
  }

  boolean failed() {
    return failed;
  }

  public static boolean digit(char unit) {
    return unit >= '0' && unit <= '9';
  }

  boolean accept(String wanted) {
    if (!rest.startsWith(wanted)) {
      return false;
    }
    rest = rest.substring(wanted.length());
    return true;
  }

  /** So many characters, or as many as there are. */
  String take(int count) {
    String taken = rest.substring(0, Math.min(count, rest.length()));
    rest = rest.substring(taken.length());
    return taken;
  }

  void skipSpaces(int most) {
    int end = 0;
    while (end < Math.min(most, rest.length()) && rest.charAt(end) == ' ') {
      end++;
    }
    rest = rest.substring(end);
  }

  /** A number of one digit or more, up to as many as these. */
  int upTo(int most) {
    int value = 0;
    int end = 0;
    while (end < Math.min(most, rest.length()) && digit(rest.charAt(end))) {
      value = value * 10 + rest.charAt(end) - '0';
      end++;
    }
    return taken(end, end > 0, value);
  }

  int exactly(int count) {
    int length = rest.length();
    int value = upTo(count);
    failed |= length - rest.length() < count;
    return failed ? 0 : value;
  }

  /** A number of so many characters, the first of which may be a sign. */
  int signed(int count) {
    boolean sign = rest.startsWith("-") || rest.startsWith("+");
    boolean negative = rest.startsWith("-");
    if (sign) {
      rest = rest.substring(1);
    }
    int digits = sign ? count - 1 : count;
    // A sign alone is a zero to Go.
    int value = digits == 0 ? 0 : exactly(digits);
    return negative ? -value : value;
  }

  private int taken(int end, boolean found, int value) {
    failed |= !found;
    rest = rest.substring(end);
    return failed ? 0 : value;
  }

  /** Which of the names comes next, whatever its case; -1 if none does. */
  int name(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (rest.regionMatches(true, 0, names.get(i), 0, names.get(i).length())) {
        rest = rest.substring(names.get(i).length());
        return i;
      }
    }
    failed = true;
    return -1;
  }
}
