package dev.freshet.engine.git.http;

import dev.freshet.engine.git.access.GitCredentials;
import java.io.IOException;
import java.util.Optional;

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

  /**
   * The server refuses, in its own words.
   *
   * @param credentials what was shown to the server, whose words must not repeat it
   */
  static AnswerException refused(String words, GitCredentials credentials) {
    return new AnswerException("the server says: " + GitCredentials.said(words, credentials));
  }

  /** What an answer with another status than success means. */
  static String ofStatus(int status) {
    return switch (status) {
      case 203 -> "the server shows a web page, perhaps to log in (status 203)";
      case 401 -> "authentication required";
      case 403 -> "authorization failed";
      case 404 -> "repository not found";
      case 407 -> "the proxy wants a user and password";
      default -> "unexpected answer from the server: status " + status;
    };
  }

  /**
   * An answer with another status than success.
   *
   * @param words what its server says of it
   */
  static AnswerException status(int status, Optional<String> words, GitCredentials credentials) {
    String problem = ofStatus(status);
    return new AnswerException(
        words.map(said -> problem + ": " + GitCredentials.said(said, credentials)).orElse(problem));
  }
}
