package dev.freshet.core;

/**
 * Input that was refused when it was parsed; the message names what was refused and why, printably.
 */
public final class InvalidInputException extends RuntimeException {

  /** More than anybody reads; what is refused may be megabytes. */
  private static final int LONGEST = 4_096;

  public InvalidInputException(String message) {
    super(shown(message));
  }

  public InvalidInputException(String message, Throwable cause) {
    super(shown(message), cause);
  }

  private static String shown(String message) {
    return OutsideText.lines(
        message.length() <= LONGEST ? message : OutsideText.atMost(message, LONGEST) + "…");
  }
}
