package dev.freshet.engine.address;

import dev.freshet.core.InvalidInputException;
import java.net.InetAddress;
import java.util.Optional;

/** The addresses that begin with the same bits. */
record AddressRange(InetAddress start, int bits) {

  /** Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or one address. */
  static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    InetAddress start =
        literal(slash < 0 ? text : text.substring(0, slash)).orElseThrow(() -> refused(text));
    int all = start.getAddress().length * Byte.SIZE;
    return new AddressRange(start, slash < 0 ? all : bits(text, slash + 1, all));
  }

  private static int bits(String text, int from, int most) {
    int bits = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      bits = bits * 10 + digit;
      if (digit < 0 || digit > 9 || bits > most) {
        throw refused(text);
      }
    }
    if (from == text.length()) {
      throw refused(text);
    }
    return bits;
  }

  private static InvalidInputException refused(String text) {
    return new InvalidInputException(
        "'%s' is neither %s nor a range such as 10.0.0.0/8".formatted(text, AddressKind.NAMES));
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
