package dev.freshet.gocompat.url;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.format.Quoted;
import java.util.HexFormat;

/** The parts of a URL, by what each may hold unescaped. */
enum UrlPart {
  USER("$&+,;="),
  HOST("!$&'()*+,;=:[]<>\""),
  /** What follows the percent sign in an IPv6 address. */
  ZONE("!$&'()*+,;=:[]<>\""),
  PATH("$&+,/:;=@"),
  FRAGMENT("$&+,/:;=?@!()*");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String PERCENT = "%25";

  private final String allowed;

  UrlPart(String allowed) {
    this.allowed = allowed;
  }

  /** The characters that stand for themselves everywhere in a URL. */
  static boolean unreserved(char unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9')
        || "-_.~".indexOf(unit) >= 0;
  }

  private boolean allows(char unit) {
    return unreserved(unit) || allowed.indexOf(unit) >= 0;
  }

  String escape(String bytes) {
    StringBuilder text = new StringBuilder(bytes.length());
    for (int i = 0; i < bytes.length(); i++) {
      char unit = bytes.charAt(i);
      if (allows(unit)) {
        text.append(unit);
      } else {
        text.append('%').append(HEX.toHexDigits((byte) unit));
      }
    }
    return text.toString();
  }

  String unescape(String text) {
    StringBuilder bytes = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '%') {
        bytes.append(escaped(text, i));
        i += 2;
      } else if (unit < 0x80 && (this == HOST || this == ZONE) && !allows(unit)) {
        throw new GoErrorException(
            "invalid character " + Quoted.quote(String.valueOf(unit)) + " in host name");
      } else {
        bytes.append(unit);
      }
    }
    return bytes.toString();
  }

  private char escaped(String text, int at) {
    String sequence = text.substring(at, Math.min(text.length(), at + 3));
    if (sequence.length() < 3
        || !HexFormat.isHexDigit(sequence.charAt(1))
        || !HexFormat.isHexDigit(sequence.charAt(2))) {
      throw invalid(sequence);
    }
    char value = (char) HexFormat.fromHexDigits(sequence, 1, 3);
    boolean welcome =
        switch (this) {
          // A host escapes what is not ASCII, and the sign before the zone of an address.
          case HOST -> value >= 0x80 || sequence.equals(PERCENT);
          // Windows puts spaces into its zones.
          case ZONE -> sequence.equals(PERCENT) || value == ' ' || allows(value);
          case USER, PATH, FRAGMENT -> true;
        };
    if (!welcome) {
      throw invalid(sequence);
    }
    return value;
  }

  private static GoErrorException invalid(String sequence) {
    return new GoErrorException("invalid URL escape " + Quoted.quote(sequence));
  }
}
