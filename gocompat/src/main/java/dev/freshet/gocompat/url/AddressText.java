package dev.freshet.gocompat.url;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.format.Quoted;
import java.util.HexFormat;

/** What stands in the brackets of a host, held against Go's {@code netip.ParseAddr}. */
final class AddressText {
  private static final int GROUPS = 8;

  private final String text;
  private String rest;

  AddressText(String text) {
    this.text = text;
    this.rest = text;
  }

  /** Refuses what is no IPv6 address, with or without a zone. */
  void requireVersion6() {
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '.' -> {
          requireVersion4(text);
          throw new GoErrorException("invalid IP-literal");
        }
        case ':' -> {
          read();
          return;
        }
        case '%' -> throw refused("missing IPv6 address");
        default -> {
          // Which kind of address this is shows at the first of these signs.
        }
      }
    }
    throw refused("unable to parse IP");
  }

  private void read() {
    int percent = text.indexOf('%');
    if (percent == text.length() - 1) {
      throw refused("zone must be a non-empty string");
    }
    rest = percent < 0 ? text : text.substring(0, percent);
    boolean gap = rest.startsWith("::");
    if (gap) {
      rest = rest.substring(2);
    }
    int groups = 0;
    while (groups < GROUPS && !rest.isEmpty()) {
      int digits = digits();
      if (rest.startsWith(".", digits)) {
        requireRoomForVersion4(groups, gap);
        requireVersion4(rest);
        groups += 2;
        rest = "";
        break;
      }
      groups++;
      rest = rest.substring(digits);
      if (rest.isEmpty()) {
        break;
      }
      requireNextGroup();
      rest = rest.substring(1);
      if (rest.startsWith(":")) {
        if (gap) {
          throw refusedAt("multiple :: in address", rest);
        }
        gap = true;
        rest = rest.substring(1);
      }
    }
    requireEnd(groups, gap);
  }

  private void requireEnd(int groups, boolean gap) {
    if (!rest.isEmpty()) {
      throw refusedAt("trailing garbage after address", rest);
    }
    if (groups < GROUPS && !gap) {
      throw refused("address string too short");
    }
    if (groups == GROUPS && gap) {
      throw refused("the :: must expand to at least one field of zeros");
    }
  }

  /** How many hexadecimal digits come next; there is one, and are no more than four. */
  private int digits() {
    int count = 0;
    while (count < rest.length() && HexFormat.isHexDigit(rest.charAt(count))) {
      count++;
      if (count > 4) {
        throw refusedAt("each group must have 4 or less digits", rest);
      }
    }
    if (count == 0) {
      throw refusedAt("each colon-separated field must have at least one digit", rest);
    }
    return count;
  }

  private void requireNextGroup() {
    if (!rest.startsWith(":")) {
      throw refusedAt("unexpected character, want colon", rest);
    }
    if (rest.length() == 1) {
      throw refusedAt("colon must be followed by more characters", rest);
    }
  }

  private void requireRoomForVersion4(int groups, boolean gap) {
    if (!gap && groups != GROUPS - 2) {
      throw refusedAt("embedded IPv4 address must replace the final 2 fields of the address", rest);
    }
    if (groups + 2 > GROUPS) {
      throw refusedAt(
          "too many hex fields to fit an embedded IPv4 at the end of the address", rest);
    }
  }

  private void requireVersion4(String address) {
    int value = 0;
    int digits = 0;
    int dots = 0;
    for (int i = 0; i < address.length(); i++) {
      char unit = address.charAt(i);
      if (unit >= '0' && unit <= '9') {
        if (digits == 1 && value == 0) {
          throw refused("IPv4 field has octet with leading zero");
        }
        value = value * 10 + unit - '0';
        digits++;
        if (value > 255) {
          throw refused("IPv4 field has value >255");
        }
      } else if (unit != '.') {
        throw refusedAt("unexpected character", address.substring(i));
      } else if (i == address.length() - 1 || digits == 0) {
        throw refusedAt("IPv4 field must have at least one digit", address.substring(i));
      } else if (dots == 3) {
        throw refused("IPv4 address too long");
      } else {
        dots++;
        value = 0;
        digits = 0;
      }
    }
    if (dots < 3) {
      throw refused("IPv4 address too short");
    }
  }

  private GoErrorException refused(String problem) {
    return new GoErrorException("invalid host: ParseAddr(" + Quoted.quote(text) + "): " + problem);
  }

  private GoErrorException refusedAt(String problem, String place) {
    return refused(problem + " (at " + Quoted.quote(place) + ")");
  }
}
