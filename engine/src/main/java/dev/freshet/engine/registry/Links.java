package dev.freshet.engine.registry;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the next page in a {@code Link} header. */
final class Links {
  private static final Pattern LINK = Pattern.compile("<([^>]*)>([^,]*)");
  private static final Pattern RELATION = Pattern.compile(";\\s*rel\\s*=\\s*\"?([^\";]*)\"?");

  private Links() {}

  /** The link's target as written; a link that states no relation is taken for the next page. */
  static Optional<String> next(String header) {
    Matcher link = LINK.matcher(header);
    while (link.find()) {
      Matcher relation = RELATION.matcher(link.group(2));
      if (!relation.find() || relation.group(1).strip().equalsIgnoreCase("next")) {
        return Optional.of(link.group(1).strip());
      }
    }
    return Optional.empty();
  }

  /**
   * The address of the next page. Registries behind a proxy often write the scheme or port they see
   * themselves, so a link to the same host stays on the registry's own origin.
   */
  static Optional<URI> resolve(URI page, String target, Endpoint endpoint) {
    return Urls.resolve(page, target)
        .map(uri -> isSameHost(Origin.of(uri), endpoint.origin()) ? moved(uri, endpoint) : uri);
  }

  private static boolean isSameHost(Origin linked, Origin registry) {
    return linked.host().equals(registry.host())
        && (linked.port() == registry.port() || linked.hasDefaultPort());
  }

  private static URI moved(URI uri, Endpoint endpoint) {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return endpoint.base().resolve(uri.getRawPath() + query);
  }
}
