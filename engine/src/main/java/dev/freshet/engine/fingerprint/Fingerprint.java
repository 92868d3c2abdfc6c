package dev.freshet.engine.fingerprint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Stands for values that may be secret. Those of equal values are equal, for as long as the process
 * lives; another process makes others, so that they are of no use outside.
 */
public record Fingerprint(String hex) {
  private static final byte[] SALT = new byte[32];

  static {
    new SecureRandom().nextBytes(SALT);
  }

  /** Of no value at all. */
  public static final Fingerprint NOTHING = Fingerprint.of();

  /** Of the values in this order. */
  public static Fingerprint of(String... values) {
    MessageDigest digest = sha256();
    digest.update(SALT);
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      // With the length, so that two values are never those of another pair.
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      digest.update(bytes);
    }
    return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
