package dev.freshet.engine.fingerprint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), which every JDK has. */
public final class Sha256 {
  private Sha256() {}

  /** A digest that has seen nothing yet. */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException("every JDK has SHA-256", cause);
    }
  }

  /** The first bytes of the digest of a text's UTF-8, in lower-case hexadecimal digits. */
  public static String hex(String text, int bytes) {
    return HexFormat.of()
        .formatHex(begin().digest(text.getBytes(StandardCharsets.UTF_8)), 0, bytes);
  }
}
