package dev.freshet.engine.artifact;

import dev.freshet.core.InvalidInputException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What the digest of an artifact is computed with; {@link #text()} is how digests begin. */
public enum DigestAlgorithm {
  SHA256("sha256", "SHA-256"),
  SHA384("sha384", "SHA-384"),
  SHA512("sha512", "SHA-512");

  private final String text;
  private final String name;

  DigestAlgorithm(String text, String name) {
    this.text = text;
    this.name = name;
  }

  /** Reads the value of a flag; refuses what Java cannot compute, Flux's blake3 among it. */
  public static DigestAlgorithm parse(String text) {
    return named(text)
        .orElseThrow(() ->
            new InvalidInputException(
                "digest algorithm '%s' is not there; use sha256, sha384 or sha512"
                    .formatted(text)));
  }

  /** The algorithm of a digest such as {@code sha256:01ef…}. */
  static Optional<DigestAlgorithm> of(String digest) {
    return named(digest.substring(0, Math.max(0, digest.indexOf(':'))));
  }

  private static Optional<DigestAlgorithm> named(String text) {
    return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst();
  }

  public String text() {
    return text;
  }

  MessageDigest digester() {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  String print(MessageDigest digester) {
    return text + ":" + HexFormat.of().formatHex(digester.digest());
  }
}
