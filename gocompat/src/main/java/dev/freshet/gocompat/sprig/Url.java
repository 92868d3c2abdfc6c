package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.format.Quoted;
import dev.freshet.gocompat.function.Escaping;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** A URL in parts, read and written as Go's net/url does; every part but the query is unescaped. */
record Url(
    String scheme,
    Optional<User> user,
    String host,
    String path,
    String query,
    String opaque,
    String fragment) {
  static final Url EMPTY = new Url("", Optional.empty(), "", "", "", "", "");
  private static final String PATH = "$&+,/:;=@";
  private static final String USER = "$&+,;=";
  private static final String HOST = "!$&'()*+,;=:[]<>\"";
  private static final String FRAGMENT = "$&+,/:;=?@!()*";

  /** Name and password, if there is one. */
  record User(String name, Optional<String> password) {
    @Override
    public String toString() {
      return escape(name, USER) + password.map(value -> ":" + escape(value, USER)).orElse("");
    }
  }

  static Url parse(String text) {
    if (text.chars().anyMatch(unit -> unit < ' ' || unit == 0x7F)) {
      throw new GoErrorException(
          "parse " + Quoted.quote(text) + ": net/url: invalid control character in URL");
    }
    try {
      return new Reader(text).url();
    } catch (GoErrorException refused) {
      throw new GoErrorException("parse " + Quoted.quote(text) + ": " + refused.getMessage());
    }
  }

  String userText() {
    return user.map(User::toString).orElse("");
  }

  /** The host without its port, and without the brackets of an IPv6 address. */
  String hostname() {
    int close = host.indexOf(']');
    if (host.startsWith("[") && close > 0) {
      return host.substring(1, close);
    }
    int colon = host.lastIndexOf(':');
    boolean port = colon >= 0 && host.substring(colon + 1).chars().allMatch(Url::digit);
    return port ? host.substring(0, colon) : host;
  }

  private static boolean digit(int unit) {
    return unit >= '0' && unit <= '9';
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(scheme.isEmpty() ? "" : scheme + ":");
    if (!opaque.isEmpty()) {
      text.append(opaque);
    } else {
      boolean authority = !host.isEmpty() || user.isPresent();
      if (authority || (!scheme.isEmpty() && !path.isEmpty() && path.startsWith("//"))) {
        text.append("//");
      }
      if (authority) {
        text.append(user.map(value -> value + "@").orElse("")).append(escape(host, HOST));
      }
      String escaped = escape(path, PATH);
      if (!path.isEmpty() && !path.startsWith("/") && !host.isEmpty()) {
        text.append('/');
      }
      if (text.isEmpty() && escaped.split("/", 2)[0].contains(":")) {
        text.append("./");
      }
      text.append(escaped);
    }
    if (!query.isEmpty()) {
      text.append('?').append(query);
    }
    if (!fragment.isEmpty()) {
      text.append('#').append(escape(fragment, FRAGMENT));
    }
    return text.toString();
  }

  private static String escape(String bytes, String allowed) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length(); i++) {
      char unit = bytes.charAt(i);
      if (Escaping.unreserved(unit) || allowed.indexOf(unit) >= 0) {
        text.append(unit);
      } else {
        text.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) unit));
      }
    }
    return text.toString();
  }

  /** Takes a URL apart from its ends inwards. */
  private static final class Reader {
    private final String rest;
    private final String fragment;

    Reader(String text) {
      int hash = text.indexOf('#');
      this.rest = hash < 0 ? text : text.substring(0, hash);
      this.fragment = hash < 0 ? "" : unescape(text.substring(hash + 1));
    }

    Url url() {
      String scheme = scheme();
      String after = scheme.isEmpty() ? rest : rest.substring(scheme.length() + 1);
      int mark = after.indexOf('?');
      String query = mark < 0 ? "" : after.substring(mark + 1);
      String body = mark < 0 ? after : after.substring(0, mark);
      String lower = scheme.toLowerCase(Locale.ROOT);
      if (!body.startsWith("/")) {
        if (!scheme.isEmpty()) {
          return new Url(lower, Optional.empty(), "", "", query, body, fragment);
        }
        if (body.split("/", 2)[0].contains(":")) {
          throw new GoErrorException("first path segment in URL cannot contain colon");
        }
      }
      if (!body.startsWith("//") || (scheme.isEmpty() && body.startsWith("///"))) {
        return new Url(lower, Optional.empty(), "", unescape(body), query, "", fragment);
      }
      int slash = body.indexOf('/', 2);
      String authority = slash < 0 ? body.substring(2) : body.substring(2, slash);
      String path = slash < 0 ? "" : unescape(body.substring(slash));
      int at = authority.lastIndexOf('@');
      Optional<User> user =
          at < 0 ? Optional.empty() : Optional.of(user(authority.substring(0, at)));
      return new Url(lower, user, host(authority.substring(at + 1)), path, query, "", fragment);
    }

    /** What stands before the first colon, if it can be a scheme. */
    private String scheme() {
      for (int i = 0; i < rest.length(); i++) {
        char unit = rest.charAt(i);
        boolean letter = (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
        boolean later = digit(unit) || "+-.".indexOf(unit) >= 0;
        if (unit == ':' && i == 0) {
          throw new GoErrorException("missing protocol scheme");
        }
        if (unit == ':') {
          return rest.substring(0, i);
        }
        if (!letter && !(later && i > 0)) {
          return "";
        }
      }
      return "";
    }

    private static User user(String text) {
      boolean valid =
          text.chars()
              .allMatch(
                  unit -> Escaping.unreserved((char) unit) || "!$&'()*+,;=:%@".indexOf(unit) >= 0);
      if (!valid) {
        throw new GoErrorException("net/url: invalid userinfo");
      }
      int colon = text.indexOf(':');
      return colon < 0
          ? new User(unescape(text), Optional.empty())
          : new User(
              unescape(text.substring(0, colon)), Optional.of(unescape(text.substring(colon + 1))));
    }

    private static String host(String text) {
      int bracket = text.lastIndexOf(']');
      if (text.startsWith("[") && bracket < 0) {
        throw new GoErrorException("missing ']' in host");
      }
      int colon = text.startsWith("[") ? bracket + 1 : text.lastIndexOf(':');
      String port = colon < 0 ? "" : text.substring(colon);
      if (!port.isEmpty() && !(port.startsWith(":") && port.chars().skip(1).allMatch(Url::digit))) {
        throw new GoErrorException("invalid port " + Quoted.quote(port) + " after host");
      }
      for (int i = 0; i < text.length(); i++) {
        char unit = text.charAt(i);
        if (unit < 0x80 && unit != '%' && !Escaping.unreserved(unit) && HOST.indexOf(unit) < 0) {
          throw new GoErrorException(
              "invalid character " + Quoted.quote(String.valueOf(unit)) + " in host name");
        }
        if (unit == '%' && i + 2 < text.length() && text.charAt(i + 1) < '8') {
          throw new GoErrorException(
              "invalid URL escape " + Quoted.quote(text.substring(i, i + 3)));
        }
      }
      return unescape(text);
    }

    private static String unescape(String text) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) != '%') {
          out.append(text.charAt(i));
          continue;
        }
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          String shown = text.substring(i, Math.min(text.length(), i + 3));
          throw new GoErrorException("invalid URL escape " + Quoted.quote(shown));
        }
        out.append((char) ((high << 4) | low));
        i += 2;
      }
      return out.toString();
    }
  }
}
