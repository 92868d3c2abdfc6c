package dev.freshet.gocompat;

/**
 * An error that Go code would have returned, or the panic it would have ended with, while it ran;
 * the message is the error's text.
 */
public class GoErrorException extends RuntimeException {
  private final String message;

  public GoErrorException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
