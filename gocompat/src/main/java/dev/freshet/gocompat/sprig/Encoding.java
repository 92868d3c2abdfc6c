package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.value.Utf8;
import java.io.ByteArrayOutputStream;

/** Base64 and Base32; what cannot be decoded gives the text of the error, as in sprig. */
final class Encoding {
  static final Encoding BASE64 =
      new Encoding(
          "base64", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6, 4);
  private static final Encoding BASE32 =
      new Encoding("base32", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5, 8);

  private final String name;
  private final String alphabet;
  private final int bits;
  private final int group;

  private Encoding(String name, String alphabet, int bits, int group) {
    this.name = name;
    this.alphabet = alphabet;
    this.bits = bits;
    this.group = group;
  }

  static void define(FunctionTable table) {
    Strings.text(table, "b64enc", "string", call -> BASE64.encode(call.text(0)));
    Strings.text(table, "b64dec", "string", call -> BASE64.decodeOrExplain(call.text(0)));
    Strings.text(table, "b32enc", "string", call -> BASE32.encode(call.text(0)));
    Strings.text(table, "b32dec", "string", call -> BASE32.decodeOrExplain(call.text(0)));
  }

  String encode(String bytes) {
    StringBuilder out = new StringBuilder();
    int held = 0;
    int heldBits = 0;
    for (int i = 0; i < bytes.length(); i++) {
      held = (held << 8) | bytes.charAt(i);
      heldBits += 8;
      while (heldBits >= bits) {
        heldBits -= bits;
        out.append(alphabet.charAt((held >> heldBits) & ((1 << bits) - 1)));
      }
      held &= (1 << heldBits) - 1;
    }
    if (heldBits > 0) {
      out.append(alphabet.charAt((held << (bits - heldBits)) & ((1 << bits) - 1)));
    }
    while (out.length() % group != 0) {
      out.append('=');
    }
    return out.toString();
  }

  private String decodeOrExplain(String text) {
    try {
      return decode(text);
    } catch (GoErrorException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  String decode(String given) {
    // Go takes line ends out of base32 before it counts bytes, and counts them in base64.
    String text = this == BASE32 ? given.replace("\n", "").replace("\r", "") : given;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    int inGroup = 0;
    int held = 0;
    int heldBits = 0;
    while (at < text.length()) {
      char unit = text.charAt(at);
      if (unit == '\n' || unit == '\r') {
        at++;
        continue;
      }
      if (unit == '=') {
        requirePadding(text, at, inGroup);
        return Utf8.ofBytes(out.toByteArray());
      }
      int value = alphabet.indexOf(unit);
      if (value < 0) {
        throw corrupt(at);
      }
      held = (held << bits) | value;
      heldBits += bits;
      if (heldBits >= 8) {
        heldBits -= 8;
        out.write(held >> heldBits);
        held &= (1 << heldBits) - 1;
      }
      inGroup = (inGroup + 1) % group;
      at++;
    }
    if (inGroup != 0) {
      throw corrupt(text.length() - inGroup);
    }
    return Utf8.ofBytes(out.toByteArray());
  }

  /** A group that is not full ends in as many padding characters as it lacks, and is the last. */
  private void requirePadding(String text, int padding, int inGroup) {
    if (this == BASE32) {
      requirePadding32(text, padding, inGroup);
      return;
    }
    if (inGroup < 2) {
      throw corrupt(padding);
    }
    int at = padding + 1;
    if (inGroup == 2) {
      at = pastLineEnds(text, at);
      if (at == text.length()) {
        throw corrupt(at);
      }
      if (text.charAt(at) != '=') {
        throw corrupt(at - 1);
      }
      at++;
    }
    at = pastLineEnds(text, at);
    if (at < text.length()) {
      throw corrupt(at);
    }
  }

  /** What follows the padding is passed over here, if it is less than a group. */
  private void requirePadding32(String text, int padding, int inGroup) {
    int following = text.length() - padding - 1;
    int missing = group - inGroup - 1;
    if (inGroup < 2 || following >= group) {
      throw corrupt(padding);
    }
    if (following < missing) {
      throw corrupt(text.length());
    }
    for (int i = 0; i < missing; i++) {
      if (text.charAt(padding + 1 + i) != '=') {
        throw corrupt(padding + i);
      }
    }
    if (inGroup == 3 || inGroup == 6) {
      throw corrupt(padding);
    }
  }

  private static int pastLineEnds(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
      at++;
    }
    return at;
  }

  private GoErrorException corrupt(int at) {
    return new GoErrorException("illegal " + name + " data at input byte " + at);
  }
}
