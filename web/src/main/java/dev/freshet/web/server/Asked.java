package dev.freshet.web.server;

import java.util.Set;

/**
 * What a request for a page asks.
 *
 * @param path decoded, without {@code .} and {@code ..}
 * @param parameters the names in its query
 */
public record Asked(String path, Set<String> parameters) {
  public Asked {
    parameters = Set.copyOf(parameters);
  }
}
