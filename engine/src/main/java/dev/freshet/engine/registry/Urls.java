package dev.freshet.engine.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Addresses as they are resolved and as they are shown. */
final class Urls {
  /** The parameters of the registry protocol; others may be signatures. */
  private static final List<String> SHOWN = List.of("n", "last", "scope", "service");

  private static final Pattern LOCAL_HOST =
      Pattern.compile(
          "localhost|.*\\.localhost|127\\.0\\.0\\.1|\\[::1]"
              + "|10\\.\\d+\\.\\d+\\.\\d+|192\\.168\\.\\d+\\.\\d+"
              + "|172\\.(1[6-9]|2\\d|3[01])\\.\\d+\\.\\d+");

  private Urls() {}

  /** The reference as an address of a server; empty when it is none. */
  static Optional<URI> resolve(URI base, String reference) {
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

  static boolean isLocal(URI uri) {
    return LOCAL_HOST.matcher(Origin.of(uri).host()).matches();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static String form(String... namesAndValues) {
    var pairs = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      pairs.append(i == 0 ? "" : "&").append(namesAndValues[i]).append('=');
      pairs.append(encoded(namesAndValues[i + 1]));
    }
    return pairs.toString();
  }

  /** Without user and password, and with the values of foreign parameters blotted out. */
  static String printable(URI uri) {
    String query =
        Optional.ofNullable(uri.getRawQuery()).map(text -> "?" + printableQuery(text)).orElse("");
    return Origin.of(uri) + Optional.ofNullable(uri.getRawPath()).orElse("") + query;
  }

  private static String printableQuery(String query) {
    return Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .map(pair -> SHOWN.contains(pair[0]) ? String.join("=", pair) : pair[0] + "=REDACTED")
        .collect(Collectors.joining("&"));
  }
}
