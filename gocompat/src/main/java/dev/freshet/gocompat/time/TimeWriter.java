package dev.freshet.gocompat.time;

import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Writes a time in a layout. */
final class TimeWriter {
  private final LocalDateTime time;
  private final int offset;
  private final String zone;

  TimeWriter(Moment moment) {
    this.time = moment.local();
    this.offset = moment.offset();
    this.zone = moment.zone();
  }

  String text(String layout) {
    TimeLayout parsed = TimeLayout.of(layout);
    StringBuilder text = new StringBuilder();
    for (TimeLayout.Chunk chunk : parsed.chunks()) {
      text.append(chunk.before());
      text.append(
          chunk.fraction()
              ? fraction(chunk.element())
              : chunk.offset() ? offset(chunk.element()) : element(chunk.element()));
    }
    return text.append(parsed.end()).toString();
  }

  private String element(String element) {
    String month = TimeLayout.MONTHS.get(time.getMonthValue() - 1);
    String day = TimeLayout.DAYS.get(time.getDayOfWeek().getValue() - 1);
    int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    return switch (element) {
      case "January" -> month;
      case "Jan" -> month.substring(0, 3);
      case "Monday" -> day;
      case "Mon" -> day.substring(0, 3);
      case "1" -> number("%d", time.getMonthValue());
      case "01" -> number("%02d", time.getMonthValue());
      case "2" -> number("%d", time.getDayOfMonth());
      case "_2" -> number("%2d", time.getDayOfMonth());
      case "02" -> number("%02d", time.getDayOfMonth());
      case "__2" -> number("%3d", time.getDayOfYear());
      case "002" -> number("%03d", time.getDayOfYear());
      case "15" -> number("%02d", time.getHour());
      case "3" -> number("%d", hour);
      case "03" -> number("%02d", hour);
      case "4" -> number("%d", time.getMinute());
      case "04" -> number("%02d", time.getMinute());
      case "5" -> number("%d", time.getSecond());
      case "05" -> number("%02d", time.getSecond());
      case "2006" ->
          time.getYear() < 0 ? number("%05d", time.getYear()) : number("%04d", time.getYear());
      case "06" -> number("%02d", Math.abs(time.getYear()) % 100);
      case "PM" -> time.getHour() >= 12 ? "PM" : "AM";
      case "pm" -> time.getHour() >= 12 ? "pm" : "am";
      case "MST" -> zone.isEmpty() ? offset("-0700") : zone;
      default -> throw new IllegalArgumentException("no layout element " + element);
    };
  }

  private static String number(String format, int number) {
    return String.format(Locale.ROOT, format, number);
  }

  /** The sign is that of the whole minutes, as in Go; so an offset of seconds may have two. */
  private String offset(String element) {
    if (element.startsWith("Z") && offset == 0) {
      return "Z";
    }
    int minutes = Math.abs(offset / 60);
    String separator = element.contains(":") ? ":" : "";
    String text = (offset <= -60 ? "-" : "+") + number("%02d", minutes / 60);
    if (element.length() > 3) {
      text += separator + number("%02d", minutes % 60);
    }
    int seconds = (offset <= -60 ? -offset : offset) % 60;
    return element.replace(":", "").length() > 5
        ? text + separator + (seconds < 0 ? "-" : "") + number("%02d", Math.abs(seconds))
        : text;
  }

  private String fraction(String element) {
    int digits = Math.min(9, element.length() - 1);
    String text = number("%09d", time.get(ChronoField.NANO_OF_SECOND)).substring(0, digits);
    if (element.charAt(1) == '9') {
      text = text.replaceAll("0+$", "");
      return text.isEmpty() ? "" : element.charAt(0) + text;
    }
    return element.charAt(0) + text;
  }
}
