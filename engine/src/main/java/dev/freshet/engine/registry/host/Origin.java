package dev.freshet.engine.registry.host;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The scheme, host and port that credentials are bound to. */
public record Origin(String scheme, String host, int port) {
  private static final int MOST_PORTS = 65_535;

  /**
   * An address whose host or port cannot be read has no host. URI's own parser knows no host with
   * an underscore, which container networks have.
   */
  public static Origin of(URI uri) {
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    String authority = Optional.ofNullable(uri.getRawAuthority()).orElse("");
    String server = authority.substring(authority.indexOf('@') + 1);
    int colon = server.indexOf(':', server.startsWith("[") ? server.indexOf(']') : 0);
    String host = colon < 0 ? server : server.substring(0, colon);
    String port = colon < 0 ? "" : server.substring(colon + 1);
    if (!isHost(host) || !isPort(port)) {
      return new Origin(scheme, "", 0);
    }
    return new Origin(
        scheme,
        host.toLowerCase(Locale.ROOT),
        port.isEmpty() ? defaultPort(scheme) : Integer.parseInt(port));
  }

  private static boolean isHost(String host) {
    int end = host.indexOf(']');
    return host.startsWith("[") ? end == host.length() - 1 : host.indexOf('@') < 0;
  }

  private static boolean isPort(String port) {
    return port.length() <= 5
        && port.chars().allMatch(one -> one >= '0' && one <= '9')
        && (port.isEmpty() || Integer.parseInt(port) <= MOST_PORTS);
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  @Override
  public String toString() {
    return port == defaultPort(scheme) ? scheme + "://" + host : scheme + "://" + host + ":" + port;
  }
}
