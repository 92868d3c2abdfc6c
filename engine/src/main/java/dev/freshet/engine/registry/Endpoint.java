package dev.freshet.engine.registry;

import dev.freshet.core.InvalidInputException;
import java.net.URI;

/**
 * Where a registry answers.
 *
 * @param base ends in a slash
 */
record Endpoint(URI base, Challenge challenge) {

  static Endpoint at(Operation operation, String scheme) {
    try {
      URI base = URI.create(scheme + "://" + operation.image().registry() + "/");
      return new Endpoint(base, Challenge.NONE);
    } catch (IllegalArgumentException _) {
      throw new InvalidInputException("could not parse reference: " + operation.image().verbatim());
    }
  }

  /** The same place; what wants nothing new wants what it wanted. */
  Endpoint wanting(Challenge other) {
    return other.equals(Challenge.NONE) ? this : new Endpoint(base, other);
  }

  Origin origin() {
    return Origin.of(base);
  }

  URI at(String path) {
    return URI.create(base + path); // resolving would drop a tag named ".." and what is before it
  }
}
