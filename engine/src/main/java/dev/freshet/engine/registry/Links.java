package dev.freshet.engine.registry;

import dev.freshet.engine.registry.host.Endpoint;
import dev.freshet.engine.registry.host.Origin;
import dev.freshet.engine.registry.host.Urls;
import dev.freshet.engine.registry.http.MalformedAnswerException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the next page in a {@code Link} header. */
final class Links {
  private static final int LONGEST_HEADER = 16 << 10;

  /** One link: its target as written, and its relations in lower case, blanks between them. */
  private record Link(String target, Optional<String> relations) {
    /** A link that states no relation is taken for the next page. */
    boolean isNext() {
      return relations.map(words -> (" " + words.strip() + " ").contains(" next ")).orElse(true);
    }
  }

  private final String header;
  private int at;

  private Links(String header) {
    this.header = header;
  }

  /**
   * The target of the next page as written; none where other links stand.
   *
   * @throws MalformedAnswerException for what cannot be read, because a list must not end there
   */
  static Optional<String> next(String header) throws MalformedAnswerException {
    if (header.length() > LONGEST_HEADER) {
      throw unreadable();
    }
    return new Links(header).all().stream().filter(Link::isNext).map(Link::target).findFirst();
  }

  private static MalformedAnswerException unreadable() {
    return new MalformedAnswerException("the link to the next page cannot be read");
  }

  private List<Link> all() throws MalformedAnswerException {
    List<Link> links = new ArrayList<>();
    while (true) {
      skip(" \t,");
      if (at == header.length()) {
        return links;
      }
      links.add(new Link(target(), relations()));
    }
  }

  /** In angle brackets, which some registries leave out. */
  private String target() throws MalformedAnswerException {
    String target;
    if (header.charAt(at) == '<') {
      int end = header.indexOf('>', at);
      if (end < 0) {
        throw unreadable();
      }
      target = header.substring(at + 1, end).strip();
      at = end + 1;
    } else {
      target = upTo(";,").strip();
    }
    if (target.isEmpty() || target.indexOf(' ') >= 0) {
      throw unreadable();
    }
    return target;
  }

  /** Of the parameters up to the next link, those of {@code rel}. */
  private Optional<String> relations() {
    Optional<String> relations = Optional.empty();
    while (at < header.length() && header.charAt(at) != ',') {
      skip(" \t;");
      String name = upTo("=;,").strip().toLowerCase(Locale.ROOT);
      if (at < header.length() && header.charAt(at) == '=') {
        at++;
        String value = value();
        if (name.equals("rel") && relations.isEmpty()) {
          relations = Optional.of(value.toLowerCase(Locale.ROOT));
        }
      }
    }
    return relations;
  }

  private String value() {
    skip(" \t");
    boolean quoted =
        at < header.length() && (header.charAt(at) == '"' || header.charAt(at) == '\'');
    int end = quoted ? header.indexOf(header.charAt(at), at + 1) : -1;
    if (end < 0) {
      return upTo(";,");
    }
    String value = header.substring(at + 1, end);
    at = end + 1;
    return value;
  }

  private void skip(String characters) {
    while (at < header.length() && characters.indexOf(header.charAt(at)) >= 0) {
      at++;
    }
  }

  private String upTo(String ends) {
    int start = at;
    while (at < header.length() && ends.indexOf(header.charAt(at)) < 0) {
      at++;
    }
    return header.substring(start, at);
  }

  /**
   * The address of the next page, if it is where the page was or on the registry. Registries behind
   * a proxy often write the scheme or port they see themselves, so a link to the registry's host
   * stays on the registry's own origin.
   */
  static Optional<URI> resolve(URI page, String target, Endpoint endpoint) {
    return Urls.resolve(page, target).flatMap(uri -> next(page, uri, endpoint));
  }

  private static Optional<URI> next(URI page, URI next, Endpoint endpoint) {
    Origin origin = Origin.of(next);
    if (origin.equals(Origin.of(page))) {
      return Optional.of(next);
    }
    return origin.host().equals(endpoint.origin().host())
        ? Optional.of(moved(next, endpoint))
        : Optional.empty();
  }

  private static URI moved(URI uri, Endpoint endpoint) {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return endpoint.base().resolve(uri.getRawPath() + query);
  }
}
