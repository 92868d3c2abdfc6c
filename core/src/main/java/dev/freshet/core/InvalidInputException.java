package dev.freshet.core;

/** Input that was refused when it was parsed; the message names what was refused and why. */
public final class InvalidInputException extends RuntimeException {

  public InvalidInputException(String message) {
    super(message);
  }

  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
