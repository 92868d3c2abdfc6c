package dev.freshet.engine.registry.host;

import dev.freshet.engine.registry.auth.Challenge;
import java.net.URI;

/**
 * Where a registry answers.
 *
 * @param base ends in a slash
 */
public record Endpoint(URI base, Challenge challenge) {

  /** The same place; what wants nothing new wants what it wanted. */
  public Endpoint wanting(Challenge other) {
    return other.equals(Challenge.NONE) ? this : new Endpoint(base, other);
  }

  public Origin origin() {
    return Origin.of(base);
  }

  public URI at(String path) {
    return URI.create(base + path); // resolving would drop a tag named ".." and what is before it
  }
}
