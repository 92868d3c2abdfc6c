package dev.freshet.operator.log;

import ch.qos.logback.classic.Level;
import dev.freshet.core.InvalidInputException;

/** How much is logged; each level holds those after it. */
public enum LogLevel {
  TRACE,
  DEBUG,
  INFO,
  ERROR;

  /** Refuses what is none of {@code trace}, {@code debug}, {@code info}, {@code error}. */
  public static LogLevel parse(String text) {
    return switch (text) {
      case "trace" -> TRACE;
      case "debug" -> DEBUG;
      case "info" -> INFO;
      case "error" -> ERROR;
      default ->
          throw new InvalidInputException(
              "'%s' is not a log level: trace, debug, info or error".formatted(text));
    };
  }

  Level own() {
    return switch (this) {
      case TRACE -> Level.TRACE;
      case DEBUG -> Level.DEBUG;
      case INFO -> Level.INFO;
      case ERROR -> Level.ERROR;
    };
  }

  /**
   * For libraries: those that speak HTTP print headers, and so credentials, when they are asked for
   * details.
   */
  Level libraries() {
    return this == ERROR ? Level.ERROR : Level.INFO;
  }

  /** As in Flux: who looks for details of everything also wants those of failures. */
  boolean hasStackTraces() {
    return this == TRACE || this == DEBUG;
  }
}
