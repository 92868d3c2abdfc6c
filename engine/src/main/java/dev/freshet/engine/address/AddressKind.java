package dev.freshet.engine.address;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Addresses by what is behind them, under the name a user calls them by. */
record AddressKind(String name, List<AddressRange> ranges) {
  /** What the machine itself offers: most clouds hand out logins there. */
  private static final AddressKind LINK_LOCAL =
      of(
          "link-local",
          "169.254.0.0/16",
          "fe80::/10",
          // Clouds' own places for the same outside those ranges: AWS, Google, Alibaba, Azure.
          "fd00:ec2::254",
          "fd20:ce::254",
          "100.100.100.200",
          "168.63.129.16");

  /** This machine, in a cluster this pod. */
  private static final AddressKind LOOPBACK =
      of("loopback", "127.0.0.0/8", "0.0.0.0/8", "::1", "::");

  private static final AddressKind PRIVATE =
      of("private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

  private static AddressKind of(String name, String... ranges) {
    return new AddressKind(name, Arrays.stream(ranges).map(AddressRange::of).toList());
  }

  static Optional<AddressKind> parse(String text) {
    return List.of(LINK_LOCAL, LOOPBACK, PRIVATE).stream()
        .filter(kind -> kind.name.equals(text))
        .findFirst();
  }

  boolean holds(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.holds(address));
  }
}
