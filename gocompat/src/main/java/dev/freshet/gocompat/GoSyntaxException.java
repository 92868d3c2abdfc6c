package dev.freshet.gocompat;

/** Text that Go refuses to parse; the message says what Go says, in meaning. */
public final class GoSyntaxException extends RuntimeException {

  public GoSyntaxException(String message) {
    super(message);
  }
}
