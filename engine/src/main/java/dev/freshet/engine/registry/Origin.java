package dev.freshet.engine.registry;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scheme, host and port that credentials are bound to. */
record Origin(String scheme, String host, int port) {
  /** URI's own parser knows no host with an underscore, which container networks have. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[^@]*@)?(\\[[^]]*]|[^:]*)(?::(\\d{0,5}))?");

  static Origin of(URI uri) {
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    Matcher authority = AUTHORITY.matcher(Optional.ofNullable(uri.getRawAuthority()).orElse(""));
    if (!authority.matches()) {
      return new Origin(scheme, "", 0);
    }
    String port = Optional.ofNullable(authority.group(2)).orElse("");
    return new Origin(
        scheme,
        authority.group(1).toLowerCase(Locale.ROOT),
        port.isEmpty() ? defaultPort(scheme) : Integer.parseInt(port));
  }

  boolean hasDefaultPort() {
    return port == 443 || port == 80;
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  @Override
  public String toString() {
    return port == defaultPort(scheme) ? scheme + "://" + host : scheme + "://" + host + ":" + port;
  }
}
