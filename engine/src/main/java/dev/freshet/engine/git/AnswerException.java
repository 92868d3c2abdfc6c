package dev.freshet.engine.git;

import dev.freshet.core.OutsideText;
import java.io.IOException;

/** A server's answer that cannot be used; the message is fit to be shown. */
final class AnswerException extends IOException {
  private AnswerException(String message) {
    super(message);
  }

  private AnswerException(String message, Throwable cause) {
    super(message, cause);
  }

  static AnswerException of(String message) {
    return new AnswerException(message);
  }

  static AnswerException malformed(String problem) {
    return new AnswerException("the server's answer is malformed: " + problem);
  }

  /** What made reading the answer fail, which only the answer can have caused. */
  static AnswerException malformed(RuntimeException cause) {
    return new AnswerException(
        "the server's answer is malformed: it does not follow Git's protocol ("
            + cause.getClass().getSimpleName()
            + ")",
        cause);
  }

  /** The server refuses, in its own words. */
  static AnswerException refused(String words) {
    return new AnswerException("the server says: " + OutsideText.ofServer(words));
  }
}
