package dev.freshet.web.server;

import dev.freshet.core.InvalidInputException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server listens, as Go writes it: {@code :8080} on every interface, {@code 127.0.0.1:8080}
 * or {@code [::1]:8080} on one; port 0 lets the system choose.
 *
 * @param host a name or an address without brackets; empty for every interface
 */
public record ListenAddress(String host, int port) {
  private static final Pattern SYNTAX =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+(?:%[\\w.-]+)?)]|([\\w.-]*)):(\\d{1,5})");
  private static final Set<String> EVERY_INTERFACE = Set.of("", "0.0.0.0", "::");
  private static final int HIGHEST_PORT = 65_535;

  public ListenAddress {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new InvalidInputException("port %d is not between 0 and 65535".formatted(port));
    }
  }

  public static ListenAddress parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidInputException(
          "'%s' is no address to listen on: write host:port, or :port for every interface"
              .formatted(text));
    }
    String host =
        Optional.ofNullable(matcher.group(1))
            .or(() -> Optional.ofNullable(matcher.group(2)))
            .orElse("");
    return new ListenAddress(host, Integer.parseInt(matcher.group(3)));
  }

  /** The address of a server that can be left out, which {@code 0} or an empty text does. */
  public static Optional<ListenAddress> parseUnlessOff(String text) {
    return text.isEmpty() || text.equals("0") ? Optional.empty() : Optional.of(parse(text));
  }

  /**
   * Where others reach the server that was opened: one on every interface by the host's name.
   *
   * @param opened the port, which the system may have chosen
   */
  public ListenAddress reachable(String thisHost, int opened) {
    return new ListenAddress(EVERY_INTERFACE.contains(host) ? thisHost : host, opened);
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
