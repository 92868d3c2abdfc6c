package dev.freshet.testkit.registry;

import java.net.URI;
import java.util.Map;

/** One way a registry misbehaves. */
public sealed interface Fault {

  static Fault status(int status) {
    return new Status(status, Map.of(), "");
  }

  static Fault status(int status, String body) {
    return new Status(status, Map.of(), body);
  }

  static Fault retryAfter(int status, String seconds) {
    return new Status(status, Map.of("Retry-After", seconds), "");
  }

  /** Answers with a status, headers and a body of its own. */
  record Status(int status, Map<String, String> headers, String body) implements Fault {}

  /** Announces the whole body, sends half of it and closes the connection. */
  record DropMidBody() implements Fault {}

  /** Closes the connection without any answer. */
  record Hangup() implements Fault {}

  /** Sends half the body as if it were all of it. */
  record TruncateBody() implements Fault {}

  /** Sends every byte of the answer this many milliseconds apart, so that it never ends in time. */
  record Drip(long millis) implements Fault {}

  record RedirectTo(URI target) implements Fault {}

  /** Serves the page, but names another repository in it. */
  record NameAnother(String repository) implements Fault {}

  /** Serves the page with a {@code Link} of the test's choice. */
  record LinkTo(String target) implements Fault {}
}
