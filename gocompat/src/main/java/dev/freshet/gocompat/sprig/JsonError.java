package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;

/** What is no JSON, or no value for JSON: the one error that some functions swallow. */
final class JsonError extends GoErrorException {

  JsonError(String message) {
    super(message);
  }
}
