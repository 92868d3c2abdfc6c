package dev.freshet.gocompat.time;

import java.util.Set;

/** The names of time zones, as far as Go recognises one by its look. */
final class ZoneName {
  private static final Set<String> WITH_SMALL_LETTERS = Set.of("ChST", "MeST");
  private static final int LARGEST_OFFSET = 23;

  private ZoneName() {}

  /** How many characters at the start of the text are the name of a zone; 0 if there is none. */
  static int length(String text) {
    if (text.length() < 3) {
      return 0;
    }
    if (text.length() > 3 && WITH_SMALL_LETTERS.contains(text.substring(0, 4))) {
      return 4;
    }
    if (text.startsWith("GMT")) {
      return 3 + offsetLength(text.substring(3));
    }
    if (text.startsWith("+") || text.startsWith("-")) {
      return offsetLength(text);
    }
    int capitals = 0;
    while (capitals < Math.min(6, text.length())
        && text.charAt(capitals) >= 'A'
        && text.charAt(capitals) <= 'Z') {
      capitals++;
    }
    return switch (capitals) {
      case 3 -> 3;
      case 4 -> text.charAt(3) == 'T' || text.startsWith("WITA") ? 4 : 0;
      case 5 -> text.charAt(4) == 'T' ? 5 : 0;
      default -> 0;
    };
  }

  /** How far from UTC a zone is that says so itself; GMT may. */
  static int hours(String zone) {
    return zone.startsWith("GMT") && zone.length() > 3
        ? new TimeDigits(zone.substring(3)).signed(zone.length() - 3)
        : 0;
  }

  /** The length of a sign and a number of hours. */
  private static int offsetLength(String text) {
    if (!text.startsWith("+") && !text.startsWith("-")) {
      return 0;
    }
    int end = 1;
    int hours = 0;
    while (end < text.length() && TimeDigits.digit(text.charAt(end))) {
      hours = Math.min(LARGEST_OFFSET + 1, hours * 10 + text.charAt(end) - '0');
      end++;
    }
    return end == 1 || hours > LARGEST_OFFSET ? 0 : end;
  }
}
