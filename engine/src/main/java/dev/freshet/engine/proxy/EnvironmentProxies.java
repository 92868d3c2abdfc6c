package dev.freshet.engine.proxy;

import dev.freshet.core.InvalidInputException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies of {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in either case. They
 * hold where an object names none; hosts on loopback never go through one.
 */
public final class EnvironmentProxies {
  private final Map<String, ProxyAddress> byScheme;
  private final List<String> excluded;

  /** Refuses an address that is none, naming its variable. */
  public EnvironmentProxies(Map<String, String> environment) {
    var proxies = new HashMap<String, ProxyAddress>();
    for (String scheme : List.of("https", "http")) {
      variable(environment, scheme + "_proxy")
          .ifPresent(address -> proxies.put(scheme, parse(scheme, address)));
    }
    byScheme = Map.copyOf(proxies);
    excluded =
        variable(environment, "no_proxy").stream()
            .flatMap(text -> Arrays.stream(text.split(",")))
            .map(rule -> rule.strip().toLowerCase(Locale.ROOT))
            .filter(rule -> !rule.isEmpty())
            .toList();
  }

  public static EnvironmentProxies none() {
    return new EnvironmentProxies(Map.of());
  }

  /** The proxy to a server, whose scheme and host are in lower case. */
  public Optional<ProxyAddress> proxyFor(String scheme, String host, int port) {
    return isOnLoopback(host) || excluded.stream().anyMatch(rule -> covers(rule, host, port))
        ? Optional.empty()
        : Optional.ofNullable(byScheme.get(scheme));
  }

  private static boolean isOnLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private static ProxyAddress parse(String scheme, String address) {
    try {
      return ProxyAddress.parse(address.contains("://") ? address : "http://" + address);
    } catch (InvalidInputException cause) {
      throw new InvalidInputException(
          scheme.toUpperCase(Locale.ROOT) + "_PROXY: " + cause.getMessage());
    }
  }

  private static boolean covers(String rule, String host, int port) {
    String hosts = rule.replaceFirst(":\\d+$", "");
    boolean portFits = hosts.equals(rule) || rule.endsWith(":" + port);
    String domain = hosts.replaceFirst("^\\*?\\.", "");
    boolean hostFits = hosts.equals("*") || host.equals(domain) || host.endsWith("." + domain);
    return portFits && hostFits;
  }

  private static Optional<String> variable(Map<String, String> environment, String lowerCaseName) {
    return Stream.of(lowerCaseName.toUpperCase(Locale.ROOT), lowerCaseName)
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
