package dev.freshet.engine.git;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.util.Locale;
import java.util.Optional;

/** The proxy that {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY} name. */
final class EnvironmentProxy {
  private EnvironmentProxy() {}

  static Proxy forUrl(URL url) {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    String variable = url.getProtocol().toUpperCase(Locale.ROOT) + "_PROXY";
    return isExempt(host, variable("NO_PROXY").orElse(""))
        ? Proxy.NO_PROXY
        : variable(variable).map(EnvironmentProxy::parse).orElse(Proxy.NO_PROXY);
  }

  static boolean isExempt(String host, String exemptions) {
    if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
      return true;
    }
    for (String entry : exemptions.split(",", -1)) {
      String suffix = entry.strip().toLowerCase(Locale.ROOT);
      String dotted = suffix.startsWith(".") ? suffix : "." + suffix;
      if (suffix.equals("*") || (!suffix.isEmpty() && ("." + host).endsWith(dotted))) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> variable(String name) {
    return Optional.ofNullable(System.getenv(name))
        .or(() -> Optional.ofNullable(System.getenv(name.toLowerCase(Locale.ROOT))))
        .filter(value -> !value.isBlank());
  }

  private static Proxy parse(String address) {
    URI uri = URI.create(address.contains("://") ? address : "http://" + address);
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(uri.getHost(), port));
  }
}
