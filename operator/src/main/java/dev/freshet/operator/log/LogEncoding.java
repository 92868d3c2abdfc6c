package dev.freshet.operator.log;

import dev.freshet.core.InvalidInputException;

/** How a line of the log is written: for machines, or for people. */
public enum LogEncoding {
  JSON,
  CONSOLE;

  /** Refuses what is neither {@code json} nor {@code console}. */
  public static LogEncoding parse(String text) {
    return switch (text) {
      case "json" -> JSON;
      case "console" -> CONSOLE;
      default ->
          throw new InvalidInputException(
              "'%s' is not a log encoding: json or console".formatted(text));
    };
  }
}
