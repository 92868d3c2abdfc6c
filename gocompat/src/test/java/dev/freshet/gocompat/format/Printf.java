package dev.freshet.gocompat.format;

import dev.freshet.gocompat.value.GoValue;
import dev.freshet.gocompat.value.GoValues;
import dev.freshet.gocompat.value.Utf8;
import java.util.List;

/**
 * Go's {@code Sprintf}, {@code Sprint} and {@code Sprintln} for Java strings, numbers, booleans,
 * lists, maps, nulls and {@link GoValue}s.
 */
final class Printf {
  /** What one call may write; Go itself has no bound. */
  private static final int MAX_BYTES = 1 << 24;

  private Printf() {}

  static String sprintf(String format, List<?> arguments) {
    Printer printer = new Printer(MAX_BYTES);
    printer.printf(Utf8.encode(format), values(arguments));
    return Utf8.decode(printer.text());
  }

  static String sprint(List<?> arguments) {
    Printer printer = new Printer(MAX_BYTES);
    printer.print(values(arguments));
    return Utf8.decode(printer.text());
  }

  static String sprintln(List<?> arguments) {
    Printer printer = new Printer(MAX_BYTES);
    printer.println(values(arguments));
    return Utf8.decode(printer.text());
  }

  private static List<GoValue> values(List<?> arguments) {
    return arguments.stream().map(GoValues::of).toList();
  }
}
