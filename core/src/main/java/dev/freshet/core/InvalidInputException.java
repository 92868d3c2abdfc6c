package dev.freshet.core;

/**
 * Input that was refused when it was parsed; the message names what was refused and why, printably.
 */
public final class InvalidInputException extends RuntimeException {

  public InvalidInputException(String message) {
    super(OutsideText.lines(message));
  }

  public InvalidInputException(String message, Throwable cause) {
    super(OutsideText.lines(message), cause);
  }
}
