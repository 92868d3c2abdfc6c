package dev.freshet.engine.registry.host;

import dev.freshet.core.OutsideText;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Addresses as they are resolved and as they are shown. */
public final class Urls {
  /** The parameters of the registry protocol; others may be signatures. */
  private static final List<String> SHOWN = List.of("n", "last", "scope", "service");

  private static final int LONGEST = 8 << 10;

  private Urls() {}

  /** The reference as an address of a server; empty when it is none. */
  public static Optional<URI> resolve(URI base, String reference) {
    if (reference.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      // URI resolves a bare query by the rules of 1998, which drop the last part of the path.
      String whole = reference.startsWith("?") ? base.getRawPath() + reference : reference;
      URI resolved = base.resolve(new URI(whole));
      Origin origin = Origin.of(resolved);
      boolean web = origin.scheme().equals("https") || origin.scheme().equals("http");
      return web && !origin.host().isEmpty() ? Optional.of(resolved) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty(); // the caller names what held the reference
    }
  }

  /** Whether the host is this machine or in a private network, by its name alone. */
  static boolean isLocal(URI uri) {
    String host = Origin.of(uri).host();
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("127.0.0.1")
        || host.equals("[::1]")
        || isPrivate(host);
  }

  private static boolean isPrivate(String host) {
    int[] parts = new int[4];
    int part = 0;
    int digits = 0;
    for (int i = 0; i < host.length(); i++) {
      char one = host.charAt(i);
      if (one >= '0' && one <= '9' && digits < 3) {
        parts[part] = 10 * parts[part] + one - '0';
        digits++;
      } else if (one == '.' && digits > 0 && part < 3) {
        part++;
        digits = 0;
      } else {
        return false;
      }
    }
    return part == 3
        && digits > 0
        && (parts[0] == 10
            || (parts[0] == 192 && parts[1] == 168)
            || (parts[0] == 172 && parts[1] >= 16 && parts[1] <= 31));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  public static String form(String... namesAndValues) {
    var pairs = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      pairs.append(i == 0 ? "" : "&").append(namesAndValues[i]).append('=');
      pairs.append(encoded(namesAndValues[i + 1]));
    }
    return pairs.toString();
  }

  /**
   * Without user and password, with the values of foreign parameters blotted out, and no longer
   * than what else is shown of a server.
   */
  public static String printable(URI uri) {
    String query =
        Optional.ofNullable(uri.getRawQuery()).map(text -> "?" + printableQuery(text)).orElse("");
    return OutsideText.ofServer(
        Origin.of(uri) + Optional.ofNullable(uri.getRawPath()).orElse("") + query);
  }

  private static String printableQuery(String query) {
    var shown = new StringBuilder();
    for (int start = 0; start <= query.length(); ) {
      int next = query.indexOf('&', start);
      int end = next < 0 ? query.length() : next;
      String pair = query.substring(start, end);
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      shown.append(start == 0 ? "" : "&");
      shown.append(SHOWN.contains(name) ? pair : name + "=REDACTED");
      start = end + 1;
    }
    return shown.toString();
  }
}
