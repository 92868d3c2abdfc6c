package dev.freshet.gocompat.url;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.format.Quoted;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Takes a URL without its fragment apart, from its ends inwards. */
final class UrlReader {
  /** Elsewhere a list of hosts, each with a port, may stand for one. */
  private static final Set<String> OF_ONE_HOST = Set.of("http", "https");

  private final String text;

  UrlReader(String text) {
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
    Optional<Url.User> user =
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

  private static Url.User user(String written) {
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
        ? new Url.User(UrlPart.USER.unescape(written), Optional.empty())
        : new Url.User(
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
