package dev.freshet.engine.git;

import dev.freshet.core.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys in the text form that Secrets hold. */
final class Pem {
  private static final Pattern KEY =
      Pattern.compile(
          "-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----(.*?)-----END \\1-----", Pattern.DOTALL);
  private static final byte[] RSA_ALGORITHM =
      HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC_PUBLIC_KEY = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final byte[] VERSION_0 = {2, 1, 0};
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int EC_PARAMETERS = 0xa0;

  private Pem() {}

  static List<X509Certificate> certificates(String name, byte[] pem) {
    try {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (found.isEmpty()) {
        throw new InvalidInputException("'%s' holds no certificate".formatted(name));
      }
      return found;
    } catch (GeneralSecurityException cause) {
      throw new InvalidInputException("'%s' is not a PEM certificate".formatted(name), cause);
    }
  }

  /** Reads PKCS #8, and the older forms OpenSSL writes for RSA and elliptic curves. */
  static PrivateKey privateKey(String name, byte[] pem) {
    Matcher matcher = KEY.matcher(new String(pem, StandardCharsets.US_ASCII));
    if (!matcher.find()) {
      throw new InvalidInputException("'%s' is not an unencrypted PEM key".formatted(name));
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
      byte[] pkcs8 =
          switch (matcher.group(1)) {
            case "RSA PRIVATE KEY" -> wrapped(RSA_ALGORITHM, der);
            case "EC PRIVATE KEY" -> wrapped(curve(der), der);
            default -> der;
          };
      for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
        try {
          return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException _) {
          // The key is for another algorithm; the encoding says which only to the right one.
        }
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      // Not Base64, or cut short; the cause could show key material.
    }
    throw new InvalidInputException("'%s' is not a usable private key".formatted(name));
  }

  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return element(SEQUENCE, VERSION_0, algorithm, element(OCTETS, key));
  }

  /** The algorithm of an EC key, whose curve is in the key itself behind tag [0]. */
  private static byte[] curve(byte[] key) {
    int at = contentOffset(key, 0);
    while (at < key.length) {
      int content = contentOffset(key, at);
      int end = content + length(key, at);
      if ((key[at] & 0xff) == EC_PARAMETERS) {
        byte[] oid = java.util.Arrays.copyOfRange(key, content, end);
        return element(SEQUENCE, EC_PUBLIC_KEY, oid);
      }
      at = end;
    }
    throw new IllegalArgumentException("no curve");
  }

  private static int length(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = length << 8 | der[at + 2 + i] & 0xff;
    }
    return length;
  }

  private static int contentOffset(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    int size = content.size();
    if (size < 0x80) {
      element.write(size);
    } else if (size < 0x100) {
      element.write(0x81);
      element.write(size);
    } else {
      element.write(0x82);
      element.write(size >> 8);
      element.write(size);
    }
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }
}
