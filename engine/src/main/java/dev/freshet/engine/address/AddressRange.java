package dev.freshet.engine.address;

import java.net.InetAddress;
import java.util.Optional;

/** The addresses that begin with the same bits. */
record AddressRange(InetAddress start, int bits) {

  /** One of the program's own. */
  static AddressRange of(String text) {
    return parse(text).orElseThrow();
  }

  /** Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or one address. */
  static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    return literal(slash < 0 ? text : text.substring(0, slash))
        .map(start -> {
          int all = start.getAddress().length * Byte.SIZE;
          return new AddressRange(start, slash < 0 ? all : bits(text, slash + 1, all));
        })
        .filter(range -> range.bits >= 0);
  }

  /** Negative where no such number is written. */
  private static int bits(String text, int from, int most) {
    int bits = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      bits = bits * 10 + digit;
      if (digit < 0 || digit > 9 || bits > most) {
        return -1;
      }
    }
    return from == text.length() ? -1 : bits;
  }

  /** The address that is written out, if it is one; nothing is looked up. */
  static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  boolean holds(InetAddress address) {
    byte[] mine = start.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != other[i]) {
        return false;
      }
    }
    int mask = (0xff00 >> (bits % Byte.SIZE)) & 0xff;
    return mask == 0 || (mine[whole] & mask) == (other[whole] & mask);
  }

  @Override
  public String toString() {
    return start.getHostAddress() + "/" + bits;
  }
}
