package dev.freshet.engine.registry.http;

import java.io.IOException;

/** A whole answer that is not what the protocol allows; asking again would not help. */
public final class MalformedAnswerException extends IOException {
  public MalformedAnswerException(String message) {
    super(message);
  }

  /** A page for people, such as one to log in at, in place of what was asked for. */
  static MalformedAnswerException webPage() {
    return new MalformedAnswerException(
        "the server answered with a web page (text/html), not as a registry does");
  }
}
