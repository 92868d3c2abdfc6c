package dev.freshet.gocompat.time;

import dev.freshet.gocompat.GoErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Go time layout, cut into the elements of the reference time and the text between them. */
record TimeLayout(List<Chunk> chunks, String end) {
  private static final int LONGEST = 1024;
  private static final Pattern ELEMENT =
      Pattern.compile(
          "January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|002|0[1-6]|15|1|2006|__2|_2(?!006)|2|3|4|5"
              + "|PM|pm|[-Z]07:00:00|[-Z]070000|[-Z]07:00|[-Z]0700|[-Z]07"
              + "|[.,](?:0+|9+)(?![0-9])");

  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  static final List<String> SHORT_MONTHS = shortened(MONTHS);
  static final List<String> SHORT_DAYS = shortened(DAYS);

  private static List<String> shortened(List<String> names) {
    return names.stream().map(name -> name.substring(0, 3)).toList();
  }

  /** Refuses what no time looks like, because reading takes longer the more there is. */
  static void requireShort(String text) {
    if (text.length() > LONGEST) {
      throw new GoErrorException("parsing time: text is longer than " + LONGEST + " bytes");
    }
  }

  /** Some text, and the element that follows it. */
  record Chunk(String before, String element) {
    boolean fraction() {
      return element.startsWith(".") || element.startsWith(",");
    }

    boolean offset() {
      return element.length() > 2 && element.startsWith("07", 1);
    }
  }

  static TimeLayout of(String layout) {
    requireShort(layout);
    List<Chunk> chunks = new ArrayList<>();
    Matcher matcher = ELEMENT.matcher(layout);
    int at = 0;
    while (matcher.find()) {
      chunks.add(new Chunk(layout.substring(at, matcher.start()), matcher.group()));
      at = matcher.end();
    }
    return new TimeLayout(chunks, layout.substring(at));
  }
}
