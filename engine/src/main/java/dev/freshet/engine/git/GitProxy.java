package dev.freshet.engine.git;

import dev.freshet.core.InvalidInputException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The proxy between Freshet and a Git server; prints without its password. */
public record GitProxy(URI address, String username, String password) {

  /** What the proxy Secret of a GitRepository says. */
  public static GitProxy fromSecret(Map<String, byte[]> data) {
    if (!data.containsKey("address")) {
      throw new InvalidInputException("failed to configure proxy options: key 'address' not found");
    }
    return parse(text(data, "address"), text(data, "username"), text(data, "password"));
  }

  private static String text(Map<String, byte[]> data, String key) {
    return new String(data.getOrDefault(key, new byte[0]), StandardCharsets.UTF_8).strip();
  }

  static GitProxy parse(String address, String username, String password) {
    try {
      URI uri = new URI(address);
      if (uri.getHost() == null || uri.getScheme() == null) {
        throw new InvalidInputException("failed to configure proxy options: invalid address");
      }
      return new GitProxy(uri, username, password);
    } catch (URISyntaxException _) {
      // The cause would print the address, which may hold a password.
      throw new InvalidInputException("failed to configure proxy options: invalid address");
    }
  }

  Optional<String> authorization() {
    return username.isEmpty()
        ? Optional.empty()
        : new GitCredentials.Basic(username, password).authorization();
  }

  Proxy toProxy() {
    boolean socks = address.getScheme().startsWith("socks");
    int defaultPort = socks ? 1080 : address.getScheme().equals("https") ? 443 : 80;
    int port = address.getPort() < 0 ? defaultPort : address.getPort();
    return new Proxy(
        socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP, new InetSocketAddress(address.getHost(), port));
  }

  @Override
  public String toString() {
    return "GitProxy[" + address.getHost() + "]";
  }
}
