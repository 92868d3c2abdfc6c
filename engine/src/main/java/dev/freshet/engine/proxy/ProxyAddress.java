package dev.freshet.engine.proxy;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.SecretValue;
import dev.freshet.engine.fingerprint.Fingerprint;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A proxy and, when it asks for them, a user and password, which are never printed. */
public record ProxyAddress(
    Scheme scheme, String host, int port, String user, SecretValue password) {
  private static final int LONGEST = 2048;

  /** How the proxy itself is spoken to. */
  public enum Scheme {
    HTTP(80),
    HTTPS(443),
    SOCKS5(1080);

    private final int port;

    Scheme(int port) {
      this.port = port;
    }
  }

  /** Reads {@code scheme://[user:password@]host[:port]}. */
  public static ProxyAddress parse(String address) {
    if (address.length() > LONGEST) {
      throw new InvalidInputException(
          "proxy URL exceeds maximum length of " + LONGEST + " characters");
    }
    URI uri = uri(address);
    Scheme scheme = scheme(uri);
    if (uri.getHost() == null) {
      throw new InvalidInputException("proxy address names no host");
    }
    String account = Optional.ofNullable(uri.getUserInfo()).orElse("");
    int colon = account.indexOf(':');
    return new ProxyAddress(
        scheme,
        uri.getHost(),
        uri.getPort() < 0 ? scheme.port : uri.getPort(),
        colon < 0 ? account : account.substring(0, colon),
        SecretValue.of(colon < 0 ? "" : account.substring(colon + 1)));
  }

  /** What the proxy Secret of an object says, by Flux's keys. */
  public static ProxyAddress fromSecret(Map<String, byte[]> data) {
    if (!data.containsKey("address")) {
      throw new InvalidInputException("key 'address' not found");
    }
    String address = text(data, "address");
    if (address.isEmpty()) {
      throw new InvalidInputException("proxy address is empty");
    }
    ProxyAddress proxy = parse(address);
    String account = text(data, "username");
    return account.isEmpty() ? proxy : proxy.withAccount(account, text(data, "password"));
  }

  private static String text(Map<String, byte[]> data, String key) {
    return new String(data.getOrDefault(key, new byte[0]), StandardCharsets.UTF_8).strip();
  }

  public ProxyAddress withAccount(String otherUser, String otherPassword) {
    return new ProxyAddress(scheme, host, port, otherUser, SecretValue.of(otherPassword));
  }

  public boolean hasAccount() {
    return !user.isEmpty();
  }

  public Fingerprint fingerprint() {
    return Fingerprint.of(scheme.name(), host, Integer.toString(port), user, password.text());
  }

  private static URI uri(String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException _) {
      // The address may hold a password, so neither it nor the cause that quotes it is repeated.
      throw new InvalidInputException("proxy address is not a URL");
    }
  }

  private static Scheme scheme(URI uri) {
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "http" -> Scheme.HTTP;
      case "https" -> Scheme.HTTPS;
      case "socks5", "socks5h" -> Scheme.SOCKS5;
      default ->
          throw new InvalidInputException(
              "proxy URL must use one of the supported schemes (http, https, socks5), got '%s'"
                  .formatted(scheme));
    };
  }

  @Override
  public String toString() {
    return scheme.name().toLowerCase(Locale.ROOT) + "://" + host + ":" + port;
  }
}
