package dev.freshet.engine.registry;

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

  Optional<ProxyAddress> proxyFor(Origin origin) {
    boolean onLoopback = origin.host().equals("localhost") || origin.host().startsWith("127.");
    return onLoopback || excluded.stream().anyMatch(rule -> covers(rule, origin))
        ? Optional.empty()
        : Optional.ofNullable(byScheme.get(origin.scheme()));
  }

  private static ProxyAddress parse(String scheme, String address) {
    try {
      return ProxyAddress.parse(address.contains("://") ? address : "http://" + address);
    } catch (InvalidInputException cause) {
      throw new InvalidInputException(
          scheme.toUpperCase(Locale.ROOT) + "_PROXY: " + cause.getMessage());
    }
  }

  private static boolean covers(String rule, Origin origin) {
    String host = rule.replaceFirst(":\\d+$", "");
    boolean portFits = host.equals(rule) || rule.endsWith(":" + origin.port());
    String domain = host.replaceFirst("^\\*?\\.", "");
    boolean hostFits =
        host.equals("*") || origin.host().equals(domain) || origin.host().endsWith("." + domain);
    return portFits && hostFits;
  }

  private static Optional<String> variable(Map<String, String> environment, String lowerCaseName) {
    return Stream.of(lowerCaseName.toUpperCase(Locale.ROOT), lowerCaseName)
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
