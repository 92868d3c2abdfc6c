package dev.freshet.gocompat.json;

import dev.freshet.gocompat.GoErrorException;

/** What is no JSON, or no value for JSON: the one error that some functions swallow. */
public final class JsonError extends GoErrorException {

  JsonError(String message) {
    super(message);
  }
}
