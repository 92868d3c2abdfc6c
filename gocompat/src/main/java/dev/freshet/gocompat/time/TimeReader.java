package dev.freshet.gocompat.time;

import dev.freshet.gocompat.GoErrorException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Reads a time that is written in a layout. */
public final class TimeReader {
  private static final int UNSEEN = -1;

  private final String layout;
  private final String text;
  private final TimeDigits digits;

  private int year;
  private int month = UNSEEN;
  private int day = UNSEEN;
  private int dayOfYear = UNSEEN;
  private int hour;
  private int minute;
  private int second;
  private int nano;
  private boolean afternoon;
  private boolean morning;
  private boolean utc;
  private int offset = UNSEEN;
  private String zone = "";

  /** What an element of the layout was read as, although no time has it so. */
  private Optional<String> outOfRange = Optional.empty();

  public TimeReader(String layout, String text) {
    this.layout = layout;
    this.text = text;
    this.digits = new TimeDigits(text);
  }

  public Moment time() {
    TimeLayout.requireShort(text);
    TimeLayout parsed = TimeLayout.of(layout);
    List<TimeLayout.Chunk> chunks = parsed.chunks();
    for (int i = 0; i < chunks.size(); i++) {
      skip(chunks.get(i).before());
      boolean fractionFollows = i + 1 < chunks.size() && chunks.get(i + 1).fraction();
      read(chunks.get(i), fractionFollows ? Fraction.ANNOUNCED : Fraction.PERHAPS);
    }
    skip(parsed.end());
    if (!digits.rest().isEmpty()) {
      throw failed(": extra text: " + Durations.quote(digits.rest()));
    }
    return assembled();
  }

  /** Whether the layout has an element for the fraction of a second behind the second. */
  private enum Fraction {
    ANNOUNCED,
    PERHAPS
  }

  private void read(TimeLayout.Chunk chunk, Fraction fraction) {
    String held = digits.rest();
    boolean read =
        chunk.offset()
            ? readOffset(chunk.element())
            : chunk.fraction()
                ? readFraction(chunk.element())
                : readElement(chunk.element(), fraction);
    if (outOfRange.isPresent()) {
      throw failed(": " + outOfRange.get() + " out of range");
    }
    if (!read) {
      throw mismatch(held, chunk.element());
    }
  }

  private boolean readElement(String element, Fraction fraction) {
    switch (element) {
      case "January" -> month = 1 + digits.name(TimeLayout.MONTHS);
      case "Jan" -> month = 1 + digits.name(TimeLayout.SHORT_MONTHS);
      case "Monday" -> {
        return digits.name(TimeLayout.DAYS) >= 0;
      }
      case "Mon" -> {
        return digits.name(TimeLayout.SHORT_DAYS) >= 0;
      }
      case "2006" -> year = digits.exactly(4);
      case "06" -> {
        return readYear();
      }
      case "1" -> month = inRange(digits.upTo(2), 1, 12, "month");
      case "01" -> month = inRange(digits.exactly(2), 1, 12, "month");
      case "2" -> day = digits.upTo(2);
      case "_2" -> {
        digits.skipSpaces(1);
        day = digits.upTo(2);
      }
      case "02" -> day = digits.exactly(2);
      case "__2" -> {
        digits.skipSpaces(2);
        dayOfYear = digits.upTo(3);
      }
      case "002" -> dayOfYear = digits.exactly(3);
      case "15" -> hour = inRange(digits.upTo(2), 0, 23, "hour");
      case "3" -> hour = inRange(digits.upTo(2), 0, 12, "hour");
      case "03" -> hour = inRange(digits.exactly(2), 0, 12, "hour");
      case "4" -> minute = inRange(digits.upTo(2), 0, 59, "minute");
      case "04" -> minute = inRange(digits.exactly(2), 0, 59, "minute");
      case "5", "05" -> {
        second = inRange(element.equals("5") ? digits.upTo(2) : digits.exactly(2), 0, 59, "second");
        if (fraction == Fraction.PERHAPS && outOfRange.isEmpty() && !digits.failed()) {
          takeFraction();
        }
      }
      case "PM" -> {
        return readHalf("AM", "PM");
      }
      case "pm" -> {
        return readHalf("am", "pm");
      }
      case "MST" -> {
        return readZone();
      }
      default -> throw new IllegalArgumentException("no layout element " + element);
    }
    return !digits.failed();
  }

  private int inRange(int value, int min, int max, String name) {
    if (!digits.failed() && (value < min || value > max)) {
      outOfRange = Optional.of(name);
    }
    return value;
  }

  /** Go reads the two characters as a number, which may have a sign. */
  private boolean readYear() {
    int two = digits.signed(2);
    year = two + (two >= 69 ? 1900 : 2000);
    return !digits.failed();
  }

  private boolean readHalf(String am, String pm) {
    if (digits.accept(pm)) {
      afternoon = true;
    } else if (digits.accept(am)) {
      morning = true;
    } else {
      return false;
    }
    return true;
  }

  private boolean readZone() {
    if (digits.accept("UTC")) {
      utc = true;
      return true;
    }
    int length = ZoneName.length(digits.rest());
    zone = digits.take(length);
    return length > 0;
  }

  private boolean readOffset(String element) {
    if (element.startsWith("Z") && digits.accept("Z")) {
      utc = true;
      return true;
    }
    String given = digits.take(element.length());
    if (given.length() < element.length()) {
      return false;
    }
    int[] parts = {0, 0, 0};
    TimeDigits inside = new TimeDigits(given.substring(1));
    for (int i = 0, at = 1; at < element.length(); i++, at += 2) {
      if (element.charAt(at) == ':') {
        if (!inside.accept(":")) {
          return false;
        }
        at++;
      }
      parts[i] = inside.exactly(2);
    }
    String[] names = {"hour", "minute", "second"};
    int[] largest = {24, 60, 60};
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] > largest[i]) {
        outOfRange = Optional.of("time zone offset " + names[i]);
      }
    }
    int size = (parts[0] * 60 + parts[1]) * 60 + parts[2];
    offset = given.startsWith("-") ? -size : size;
    return !inside.failed() && (given.startsWith("-") || given.startsWith("+"));
  }

  private boolean readFraction(String element) {
    if (element.charAt(1) == '9') {
      takeFraction();
      return true;
    }
    String given = digits.take(element.length());
    if (given.length() < element.length() || !separator(given.charAt(0))) {
      return false;
    }
    String shown = given.substring(1, Math.min(given.length(), 10));
    TimeDigits inside = new TimeDigits(shown);
    int value = inside.signed(shown.length());
    if (inside.failed()) {
      return false;
    }
    if (value < 0) {
      outOfRange = Optional.of("fractional second");
    }
    nano = scaled(value, shown.length());
    return true;
  }

  /** As many digits as there are, if a separator and one come next. */
  private void takeFraction() {
    String rest = digits.rest();
    int end = 1;
    while (end < rest.length() && TimeDigits.digit(rest.charAt(end))) {
      end++;
    }
    if (rest.length() > 1 && separator(rest.charAt(0)) && end > 1) {
      String shown = digits.take(end).substring(1, Math.min(end, 10));
      nano = scaled(new TimeDigits(shown).upTo(shown.length()), shown.length());
    }
  }

  private static int scaled(int value, int shown) {
    int nanos = value;
    for (int i = shown; i < 9; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static boolean separator(char unit) {
    return unit == '.' || unit == ',';
  }

  /** Passes the text between elements; a space stands for any number of spaces. */
  private void skip(String before) {
    int at = 0;
    while (at < before.length()) {
      if (before.charAt(at) == ' ') {
        if (!digits.rest().isEmpty() && !digits.rest().startsWith(" ")) {
          throw mismatch(digits.rest(), before);
        }
        while (at < before.length() && before.charAt(at) == ' ') {
          at++;
        }
        digits.skipSpaces(Integer.MAX_VALUE);
      } else if (digits.accept(before.substring(at, at + 1))) {
        at++;
      } else {
        throw mismatch(digits.rest(), before);
      }
    }
  }

  private Moment assembled() {
    if (afternoon && hour < 12) {
      hour += 12;
    } else if (morning && hour == 12) {
      hour = 0;
    }
    LocalDateTime local = LocalDateTime.of(date(), LocalTime.of(hour, minute, second, nano));
    if (utc) {
      return Moment.of(local);
    }
    if (offset != UNSEEN) {
      String name = offset == 0 && zone.isEmpty() ? "UTC" : zone;
      return new Moment(local.toInstant(ZoneOffset.UTC).minusSeconds(offset), offset, name);
    }
    if (zone.isEmpty()) {
      return Moment.of(local);
    }
    // Go takes the time for one in UTC, and only tells it as of the zone.
    return new Moment(local.toInstant(ZoneOffset.UTC), 3600 * ZoneName.hours(zone), zone);
  }

  private LocalDate date() {
    try {
      if (dayOfYear == UNSEEN) {
        return LocalDate.of(year, month == UNSEEN ? 1 : month, day == UNSEEN ? 1 : day);
      }
      LocalDate date = LocalDate.ofYearDay(year, dayOfYear);
      if (month != UNSEEN && month != date.getMonthValue()) {
        throw failed(": day-of-year does not match month");
      }
      if (day != UNSEEN && day != date.getDayOfMonth()) {
        throw failed(": day-of-year does not match day");
      }
      return date;
    } catch (DateTimeException impossible) {
      throw failed(dayOfYear == UNSEEN ? ": day out of range" : ": day-of-year out of range");
    }
  }

  private GoErrorException mismatch(String held, String element) {
    return new GoErrorException(
        "parsing time %s as %s: cannot parse %s as %s"
            .formatted(
                Durations.quote(text),
                Durations.quote(layout),
                Durations.quote(held),
                Durations.quote(element)));
  }

  private GoErrorException failed(String problem) {
    return new GoErrorException("parsing time " + Durations.quote(text) + problem);
  }
}
