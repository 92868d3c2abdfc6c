package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a time that is written in a layout. */
final class TimeReader {
  private static final Pattern OFFSET =
      Pattern.compile("([+-])([0-9]{2}):?([0-9]{2})?:?([0-9]{2})?");

  private final String layout;
  private final String text;
  private String rest;

  private int year;
  private int month = 1;
  private int day = 1;
  private int dayOfYear;
  private int hour;
  private int minute;
  private int second;
  private int nano;
  private boolean afternoon;
  private boolean morning;
  private ZoneOffset offset = ZoneOffset.UTC;

  TimeReader(String layout, String text) {
    this.layout = layout;
    this.text = text;
    this.rest = text;
  }

  OffsetDateTime time() {
    TimeLayout.requireShort(text);
    List<TimeLayout.Chunk> chunks = TimeLayout.of(layout).chunks();
    for (int i = 0; i < chunks.size(); i++) {
      TimeLayout.Chunk chunk = chunks.get(i);
      skip(chunk.before(), layout);
      boolean fractionFollows = i + 1 < chunks.size() && chunks.get(i + 1).fraction();
      read(chunk);
      if (chunk.element().endsWith("5") && !chunk.element().equals("15") && !fractionFollows) {
        unannouncedFraction();
      }
    }
    skip(TimeLayout.of(layout).end(), layout);
    if (!rest.isEmpty()) {
      throw failed(": extra text: " + quote(rest));
    }
    return assembled();
  }

  private void read(TimeLayout.Chunk chunk) {
    String element = chunk.element();
    if (chunk.offset()) {
      readOffset(element);
    } else if (chunk.fraction()) {
      readFraction(element);
    } else {
      readElement(element);
    }
  }

  private void readElement(String element) {
    switch (element) {
      case "January" -> month = 1 + name(TimeLayout.MONTHS, 20, element);
      case "Jan" -> month = 1 + name(TimeLayout.MONTHS, 3, element);
      case "Monday" -> name(TimeLayout.DAYS, 20, element);
      case "Mon" -> name(TimeLayout.DAYS, 3, element);
      case "2006" -> year = number(4, 4, element);
      case "06" -> {
        int two = number(2, 2, element);
        year = two + (two >= 69 ? 1900 : 2000);
      }
      case "1" -> month = inRange(number(1, 2, element), 1, 12, "month");
      case "01" -> month = inRange(number(2, 2, element), 1, 12, "month");
      case "2" -> day = number(1, 2, element);
      case "_2" -> {
        rest = rest.startsWith(" ") ? rest.substring(1) : rest;
        day = number(1, 2, element);
      }
      case "02" -> day = number(2, 2, element);
      case "002", "__2" -> dayOfYear = number(1, 3, element);
      case "15" -> hour = inRange(number(1, 2, element), 0, 23, "hour");
      case "3" -> hour = inRange(number(1, 2, element), 0, 12, "hour");
      case "03" -> hour = inRange(number(2, 2, element), 0, 12, "hour");
      case "4" -> minute = inRange(number(1, 2, element), 0, 59, "minute");
      case "04" -> minute = inRange(number(2, 2, element), 0, 59, "minute");
      case "5" -> second = inRange(number(1, 2, element), 0, 59, "second");
      case "05" -> second = inRange(number(2, 2, element), 0, 59, "second");
      case "PM", "pm" -> readHalf(element);
      case "MST" -> readZone();
      default -> throw new IllegalArgumentException("no layout element " + element);
    }
  }

  private int inRange(int value, int min, int max, String name) {
    if (value < min || value > max) {
      throw failed(": " + name + " out of range");
    }
    return value;
  }

  private int number(int min, int max, String element) {
    int end = 0;
    while (end < Math.min(max, rest.length())
        && rest.charAt(end) >= '0'
        && rest.charAt(end) <= '9') {
      end++;
    }
    if (end < min) {
      throw mismatch(element);
    }
    int value = Integer.parseInt(rest.substring(0, end));
    rest = rest.substring(end);
    return value;
  }

  private int name(List<String> names, int length, String element) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).substring(0, Math.min(length, names.get(i).length()));
      if (rest.regionMatches(true, 0, name, 0, name.length())) {
        rest = rest.substring(name.length());
        return i;
      }
    }
    throw mismatch(element);
  }

  private void readHalf(String element) {
    String half = rest.length() < 2 ? "" : rest.substring(0, 2);
    boolean upper = element.equals("PM");
    String wanted = upper ? half : half.toUpperCase(Locale.ROOT);
    boolean sameCase = upper || half.equals(half.toLowerCase(Locale.ROOT));
    if (!sameCase || !(wanted.equals("AM") || wanted.equals("PM"))) {
      throw mismatch(element);
    }
    afternoon = wanted.equals("PM");
    morning = wanted.equals("AM");
    rest = rest.substring(2);
  }

  private void readZone() {
    if (rest.startsWith("UTC")) {
      rest = rest.substring(3);
      return;
    }
    int end = 0;
    while (end < Math.min(5, rest.length()) && rest.charAt(end) >= 'A' && rest.charAt(end) <= 'Z') {
      end++;
    }
    if (end < 3) {
      throw mismatch("MST");
    }
    rest = rest.substring(end);
  }

  private void readOffset(String element) {
    if (element.startsWith("Z") && rest.startsWith("Z")) {
      rest = rest.substring(1);
      return;
    }
    if (rest.length() < element.length()) {
      throw mismatch(element);
    }
    Matcher matcher = OFFSET.matcher(rest.substring(0, element.length()));
    boolean sameShape =
        matcher.matches()
            && rest.substring(0, element.length()).contains(":") == element.contains(":");
    if (!sameShape) {
      throw mismatch(element);
    }
    int seconds =
        3600 * part(matcher.group(2)) + 60 * part(matcher.group(3)) + part(matcher.group(4));
    try {
      offset = ZoneOffset.ofTotalSeconds(matcher.group(1).equals("-") ? -seconds : seconds);
    } catch (DateTimeException tooFar) {
      throw failed(": time zone offset hour out of range");
    }
    rest = rest.substring(element.length());
  }

  private static int part(@org.jspecify.annotations.Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private void readFraction(String element) {
    boolean exact = element.charAt(1) == '0';
    int digits = fractionDigits();
    if (exact && digits != element.length() - 1) {
      throw mismatch(element);
    }
    takeFraction(digits);
  }

  /** Seconds may have a fraction although the layout does not mention it. */
  private void unannouncedFraction() {
    takeFraction(fractionDigits());
  }

  private int fractionDigits() {
    if (!rest.startsWith(".") && !rest.startsWith(",")) {
      return 0;
    }
    int end = 1;
    while (end < rest.length() && rest.charAt(end) >= '0' && rest.charAt(end) <= '9') {
      end++;
    }
    return end - 1;
  }

  private void takeFraction(int digits) {
    if (digits > 0) {
      String nanos = (rest.substring(1, digits + 1) + "000000000").substring(0, 9);
      nano = Integer.parseInt(nanos);
      rest = rest.substring(digits + 1);
    }
  }

  /** Passes the text between elements; a space stands for any number of spaces. */
  private void skip(String before, String whole) {
    int at = 0;
    while (at < before.length()) {
      if (before.charAt(at) == ' ') {
        if (!rest.isEmpty() && !rest.startsWith(" ")) {
          throw mismatch(before.substring(at), whole);
        }
        while (at < before.length() && before.charAt(at) == ' ') {
          at++;
        }
        rest = rest.stripLeading();
      } else if (rest.isEmpty() || rest.charAt(0) != before.charAt(at)) {
        throw mismatch(before, whole);
      } else {
        at++;
        rest = rest.substring(1);
      }
    }
  }

  private OffsetDateTime assembled() {
    if (afternoon && hour < 12) {
      hour += 12;
    } else if (morning && hour == 12) {
      hour = 0;
    }
    try {
      LocalDate date =
          dayOfYear > 0 ? LocalDate.ofYearDay(year, dayOfYear) : LocalDate.of(year, month, day);
      return OffsetDateTime.of(date, LocalTime.of(hour, minute, second, nano), offset);
    } catch (DateTimeException impossible) {
      throw failed(dayOfYear > 0 ? ": day-of-year out of range" : ": day out of range");
    }
  }

  private GoErrorException mismatch(String element) {
    return mismatch(element, layout);
  }

  private GoErrorException mismatch(String element, String whole) {
    return new GoErrorException(
        "parsing time %s as %s: cannot parse %s as %s"
            .formatted(quote(text), quote(whole), quote(rest), quote(element)));
  }

  /** Go's time package quotes byte by byte. */
  private static String quote(String bytes) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < bytes.length(); i++) {
      char unit = bytes.charAt(i);
      if (unit == '"' || unit == '\\') {
        quoted.append('\\').append(unit);
      } else if (unit < ' ' || unit >= 0x80) {
        quoted.append("\\x").append(HexFormat.of().toHexDigits((byte) unit));
      } else {
        quoted.append(unit);
      }
    }
    return quoted.append('"').toString();
  }

  private GoErrorException failed(String problem) {
    return new GoErrorException("parsing time " + quote(text) + problem);
  }
}
