package dev.freshet.engine.registry;

import java.util.Arrays;
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
  private final Map<String, String> environment;

  public EnvironmentProxies(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  public static EnvironmentProxies none() {
    return new EnvironmentProxies(Map.of());
  }

  Optional<ProxyAddress> proxyFor(Origin origin) {
    boolean onLoopback = origin.host().equals("localhost") || origin.host().startsWith("127.");
    if (onLoopback || excluded().stream().anyMatch(rule -> covers(rule, origin))) {
      return Optional.empty();
    }
    return variable(origin.scheme() + "_proxy")
        .map(address -> address.contains("://") ? address : "http://" + address)
        .map(ProxyAddress::parse);
  }

  private List<String> excluded() {
    return variable("no_proxy").stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(rule -> rule.strip().toLowerCase(Locale.ROOT))
        .filter(rule -> !rule.isEmpty())
        .toList();
  }

  private static boolean covers(String rule, Origin origin) {
    String host = rule.replaceFirst(":\\d+$", "");
    boolean portFits = host.equals(rule) || rule.endsWith(":" + origin.port());
    String domain = host.replaceFirst("^\\*?\\.", "");
    boolean hostFits =
        host.equals("*") || origin.host().equals(domain) || origin.host().endsWith("." + domain);
    return portFits && hostFits;
  }

  private Optional<String> variable(String lowerCaseName) {
    return Stream.of(lowerCaseName.toUpperCase(Locale.ROOT), lowerCaseName)
        .map(environment::get)
        .filter(value -> value != null && !value.isBlank())
        .findFirst();
  }
}
