package dev.freshet.engine.registry;

import java.io.IOException;

/** A whole answer that is not what the protocol allows; asking again would not help. */
final class MalformedAnswerException extends IOException {
  MalformedAnswerException(String message) {
    super(message);
  }
}
