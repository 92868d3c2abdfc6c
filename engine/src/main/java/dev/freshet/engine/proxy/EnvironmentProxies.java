package dev.freshet.engine.proxy;

import dev.freshet.core.InvalidInputException;
import java.util.ArrayList;
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
            .flatMap(text -> parts(text).stream())
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
    String hosts = withoutPort(rule);
    boolean portFits = hosts.equals(rule) || rule.endsWith(":" + port);
    String domain = withoutStart(withoutStart(hosts, "*."), ".");
    boolean hostFits = hosts.equals("*") || host.equals(domain) || host.endsWith("." + domain);
    return portFits && hostFits;
  }

  private static List<String> parts(String list) {
    var parts = new ArrayList<String>();
    int start = 0;
    for (int comma = list.indexOf(','); comma >= 0; comma = list.indexOf(',', start)) {
      parts.add(list.substring(start, comma));
      start = comma + 1;
    }
    parts.add(list.substring(start));
    return parts;
  }

  private static String withoutPort(String rule) {
    int digits = rule.length();
    while (digits > 0 && Character.isDigit(rule.charAt(digits - 1))) {
      digits--;
    }
    boolean hasPort = digits > 0 && digits < rule.length() && rule.charAt(digits - 1) == ':';
    return hasPort ? rule.substring(0, digits - 1) : rule;
  }

  private static String withoutStart(String text, String start) {
    return text.startsWith(start) ? text.substring(start.length()) : text;
  }

  private static Optional<String> variable(Map<String, String> environment, String lowerCaseName) {
    return Stream.of(lowerCaseName.toUpperCase(Locale.ROOT), lowerCaseName)
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
