package dev.freshet.gocompat;

/** Text that Go's own parser would refuse; the message says why in Go's terms. */
public final class GoSyntaxException extends RuntimeException {

  public GoSyntaxException(String message) {
    super(message);
  }
}
