package dev.freshet.demo;

/** Something the demo promises to show did not happen; the message says what. */
final class DemoException extends RuntimeException {
  DemoException(String message) {
    super(message);
  }
}
