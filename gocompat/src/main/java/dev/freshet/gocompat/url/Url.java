package dev.freshet.gocompat.url;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.format.Quoted;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
    Url url = refusing(whole, () -> new Reader(whole).url());
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
        colon >= 0 && Reader.isPort(host.substring(colon)) ? host.substring(0, colon) : host;
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
    if (text.isEmpty() && Reader.firstSegment(escaped).contains(":")) {
      text.append("./");
    }
    text.append(escaped);
  }

  /** Takes a URL without its fragment apart, from its ends inwards. */
  private static final class Reader {
    /** Elsewhere a list of hosts, each with a port, may stand for one. */
    private static final Set<String> OF_ONE_HOST = Set.of("http", "https");

    private final String text;

    Reader(String text) {
      this.text = text;
    }

    Url url() {
      if (text.chars().anyMatch(unit -> unit < ' ' || unit == 0x7F)) {
        throw new GoErrorException("net/url: invalid control character in URL");
      }
      if (text.equals("*")) {
        return new Url("", Optional.empty(), "", text, "", "", "");
      }
      String written = writtenScheme();
      String scheme = written.toLowerCase(Locale.ROOT);
      String after = written.isEmpty() ? text : text.substring(written.length() + 1);
      int mark = after.indexOf('?');
      String query = mark < 0 ? "" : after.substring(mark + 1);
      String body = mark < 0 ? after : after.substring(0, mark);
      if (!body.startsWith("/")) {
        if (!scheme.isEmpty()) {
          return new Url(scheme, Optional.empty(), "", "", query, body, "");
        }
        if (firstSegment(body).contains(":")) {
          throw new GoErrorException("first path segment in URL cannot contain colon");
        }
      }
      if (!body.startsWith("//") || (scheme.isEmpty() && body.startsWith("///"))) {
        return new Url(scheme, Optional.empty(), "", UrlPart.PATH.unescape(body), query, "", "");
      }
      int slash = body.indexOf('/', 2);
      String authority = slash < 0 ? body.substring(2) : body.substring(2, slash);
      int at = authority.lastIndexOf('@');
      String host = host(scheme, authority.substring(at + 1));
      Optional<User> user =
          at < 0 ? Optional.empty() : Optional.of(user(authority.substring(0, at)));
      String path = slash < 0 ? "" : UrlPart.PATH.unescape(body.substring(slash));
      return new Url(scheme, user, host, path, query, "", "");
    }

    /** What stands before the first colon, if it can be a scheme. */
    private String writtenScheme() {
      for (int i = 0; i < text.length(); i++) {
        char unit = text.charAt(i);
        boolean letter = (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
        boolean later = (unit >= '0' && unit <= '9') || "+-.".indexOf(unit) >= 0;
        if (unit == ':' && i == 0) {
          throw new GoErrorException("missing protocol scheme");
        }
        if (unit == ':') {
          return text.substring(0, i);
        }
        if (!letter && !(later && i > 0)) {
          return "";
        }
      }
      return "";
    }

    static String firstSegment(String path) {
      int slash = path.indexOf('/');
      return slash < 0 ? path : path.substring(0, slash);
    }

    private static User user(String written) {
      boolean valid =
          written
              .chars()
              .allMatch(
                  unit -> UrlPart.unreserved((char) unit) || "!$&'()*+,;=:%@".indexOf(unit) >= 0);
      if (!valid) {
        throw new GoErrorException("net/url: invalid userinfo");
      }
      int colon = written.indexOf(':');
      return colon < 0
          ? new User(UrlPart.USER.unescape(written), Optional.empty())
          : new User(
              UrlPart.USER.unescape(written.substring(0, colon)),
              Optional.of(UrlPart.USER.unescape(written.substring(colon + 1))));
    }

    private static String host(String scheme, String written) {
      int bracket = written.lastIndexOf('[');
      if (bracket > 0) {
        throw new GoErrorException("invalid IP-literal");
      }
      if (bracket == 0) {
        return bracketed(written);
      }
      int colon = OF_ONE_HOST.contains(scheme) ? written.indexOf(':') : written.lastIndexOf(':');
      if (colon >= 0) {
        requirePort(written.substring(colon));
      }
      return UrlPart.HOST.unescape(written);
    }

    private static String bracketed(String written) {
      int close = written.lastIndexOf(']');
      if (close < 0) {
        throw new GoErrorException("missing ']' in host");
      }
      String port = written.substring(close + 1);
      requirePort(port);
      String inside = written.substring(1, close);
      int zone = inside.indexOf("%25");
      String address =
          zone < 0
              ? UrlPart.HOST.unescape(inside)
              : UrlPart.HOST.unescape(inside.substring(0, zone))
                  + UrlPart.ZONE.unescape(inside.substring(zone));
      new AddressText(address).requireVersion6();
      return "[" + address + "]" + port;
    }

    private static void requirePort(String port) {
      if (!port.isEmpty() && !isPort(port)) {
        throw new GoErrorException("invalid port " + Quoted.quote(port) + " after host");
      }
    }

    /** Whether this is a colon, and digits or nothing behind it. */
    static boolean isPort(String text) {
      return text.startsWith(":")
          && text.chars().skip(1).allMatch(unit -> unit >= '0' && unit <= '9');
    }
  }
}
