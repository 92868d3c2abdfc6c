package dev.freshet.gocompat.url;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.format.Quoted;
import java.util.Optional;
import java.util.function.Supplier;

/** A URL in parts, read and written as Go's net/url does; every part but the query is unescaped. */
public record Url(
    String scheme,
    Optional<User> user,
    String host,
    String path,
    String query,
    String opaque,
    String fragment) {

  /** Name and password, if there is one. */
  public record User(String name, Optional<String> password) {
    @Override
    public String toString() {
      return UrlPart.USER.escape(name)
          + password.map(value -> ":" + UrlPart.USER.escape(value)).orElse("");
    }
  }

  /** Reads a URL; what is none is a GoErrorException in Go's words, which quote it. */
  public static Url parse(String text) {
    int hash = text.indexOf('#');
    String whole = hash < 0 ? text : text.substring(0, hash);
    Url url = refusing(whole, () -> new UrlReader(whole).url());
    // Go names the text with its fragment only where the fragment is to blame.
    return hash < 0
        ? url
        : url.withFragment(
            refusing(text, () -> UrlPart.FRAGMENT.unescape(text.substring(hash + 1))));
  }

  private static <T> T refusing(String text, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (GoErrorException refused) {
      throw new GoErrorException("parse " + Quoted.quote(text) + ": " + refused.getMessage());
    }
  }

  private Url withFragment(String given) {
    return new Url(scheme, user, host, path, query, opaque, given);
  }

  public String userText() {
    return user.map(User::toString).orElse("");
  }

  /** The host without its port, and without the brackets of an IPv6 address. */
  public String hostname() {
    int colon = host.lastIndexOf(':');
    String name =
        colon >= 0 && UrlReader.isPort(host.substring(colon)) ? host.substring(0, colon) : host;
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(scheme.isEmpty() ? "" : scheme + ":");
    if (opaque.isEmpty()) {
      appendAuthority(text);
      appendPath(text);
    } else {
      text.append(opaque);
    }
    if (!query.isEmpty()) {
      text.append('?').append(query);
    }
    if (!fragment.isEmpty()) {
      text.append('#').append(UrlPart.FRAGMENT.escape(fragment));
    }
    return text.toString();
  }

  private void appendAuthority(StringBuilder text) {
    boolean named = !host.isEmpty() || user.isPresent();
    if (named || (!scheme.isEmpty() && !path.isEmpty())) {
      text.append("//");
    }
    user.ifPresent(value -> text.append(value).append('@'));
    text.append(UrlPart.HOST.escape(host));
  }

  private void appendPath(StringBuilder text) {
    String escaped = path.equals("*") ? path : UrlPart.PATH.escape(path);
    if (!escaped.isEmpty() && !escaped.startsWith("/") && !host.isEmpty()) {
      text.append('/');
    }
    if (text.isEmpty() && UrlReader.firstSegment(escaped).contains(":")) {
      text.append("./");
    }
    text.append(escaped);
  }
}
