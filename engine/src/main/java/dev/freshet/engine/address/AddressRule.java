package dev.freshet.engine.address;

import dev.freshet.core.InvalidInputException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The addresses that requests made for objects are refused to, whether an object, a redirect, a
 * link, a token realm or a proxy names them. An IPv4 address is refused in its IPv6 forms too.
 */
public final class AddressRule {
  public static final String FLAG = "--denied-addresses";

  /** For a process among tenants: neither its machine nor what runs beside it is theirs. */
  public static final String IN_CLUSTER = "link-local,loopback";

  /** For a process of one user, whose own servers may be anywhere else. */
  public static final String ON_TERMINAL = "link-local";

  private static final String NOTHING = "none";

  public static final AddressRule ALLOW_ALL = new AddressRule(List.of());

  private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16");

  /** Compatible, translated, and both of NAT64; of mapped ones the JDK makes IPv4 by itself. */
  private static final List<AddressRange> CARRYING_IPV4 =
      List.of(
          AddressRange.of("::/96"),
          AddressRange.of("::ffff:0:0:0/96"),
          AddressRange.of("64:ff9b::/96"),
          AddressRange.of("64:ff9b:1::/48"),
          SIX_TO_FOUR);

  private record Denied(String words, Predicate<InetAddress> holds) {}

  private final List<Denied> denied;

  private AddressRule(List<Denied> denied) {
    this.denied = denied;
  }

  /** Reads kinds and ranges with commas between them, or {@code none}. */
  public static AddressRule parse(String list) {
    if (list.strip().equals(NOTHING)) {
      return ALLOW_ALL;
    }
    List<Denied> denied = new ArrayList<>();
    int start = 0;
    while (start <= list.length()) {
      int comma = list.indexOf(',', start);
      int end = comma < 0 ? list.length() : comma;
      denied.add(denied(list.substring(start, end).strip()));
      start = end + 1;
    }
    return new AddressRule(List.copyOf(denied));
  }

  private static Denied denied(String text) {
    if (text.equals(NOTHING)) {
      throw new InvalidInputException("'none' must stand alone");
    }
    return AddressKind.parse(text)
        .map(kind -> new Denied(kind.name(), kind::holds))
        .orElseGet(() -> {
          AddressRange range =
              AddressRange.parse(text)
                  .orElseThrow(() ->
                      new InvalidInputException(
                          "'%s' is neither link-local, loopback, private nor a range such as 10.0.0.0/8"
                              .formatted(text)));
          return new Denied(range.toString(), range::holds);
        });
  }

  /**
   * Lets pass an address that requests may go to.
   *
   * @throws DeniedAddressException when they may not
   */
  public void require(InetAddress address) throws DeniedAddressException {
    for (InetAddress meant : meanings(address)) {
      for (Denied each : denied) {
        if (each.holds().test(meant)) {
          throw refused(address.getHostAddress(), each.words());
        }
      }
    }
  }

  /**
   * For a host whose name somebody else looks up: refuses written-out addresses, and names of this
   * machine.
   *
   * @throws DeniedAddressException when requests may not go there
   */
  public void requireHost(String host) throws DeniedAddressException {
    String name = bare(host);
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      require(InetAddress.getLoopbackAddress());
    }
    for (Optional<InetAddress> written : List.of(AddressRange.literal(name), posix(name))) {
      if (written.isPresent()) {
        require(written.get());
      }
    }
  }

  private static String bare(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      return name.substring(1, name.length() - 1);
    }
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** The forms with fewer than four numbers, in eights or sixteens, which C programs understand. */
  private static Optional<InetAddress> posix(String text) {
    try {
      return Optional.of(Inet4Address.ofPosixLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** The address, and the IPv4 address it carries. */
  private static List<InetAddress> meanings(InetAddress address) {
    for (AddressRange carrying : CARRYING_IPV4) {
      if (carrying.holds(address)) {
        int at = carrying.equals(SIX_TO_FOUR) ? 2 : 12;
        return List.of(address, ipv4(Arrays.copyOfRange(address.getAddress(), at, at + 4)));
      }
    }
    return List.of(address);
  }

  private static InetAddress ipv4(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String toString() {
    return denied.isEmpty()
        ? NOTHING
        : denied.stream().map(Denied::words).collect(Collectors.joining(","));
  }

  private static DeniedAddressException refused(String address, String words) {
    return new DeniedAddressException(
        "requests to %s are refused, because %s names %s".formatted(address, FLAG, words));
  }
}
