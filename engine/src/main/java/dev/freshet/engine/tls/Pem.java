package dev.freshet.engine.tls;

import dev.freshet.core.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Certificates and private keys in PEM armour, in the forms OpenSSL writes them. */
final class Pem {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
  private static final HexFormat HEX = HexFormat.of();

  private record Block(String kind, String base64) {
    byte[] content() {
      try {
        return Base64.getMimeDecoder().decode(base64);
      } catch (IllegalArgumentException _) {
        // Its own message quotes the text, which may be a key.
        throw new InvalidInputException("PEM text is not base64");
      }
    }
  }

  private Pem() {}

  /**
   * @param whose what the text should hold, to end a message with
   */
  static List<X509Certificate> certificates(String pem, String whose)
      throws GeneralSecurityException {
    var certificates = new ArrayList<X509Certificate>();
    var parser = CertificateFactory.getInstance("X.509");
    for (Block block : blocks(pem)) {
      if (block.kind().equals("CERTIFICATE")) {
        var content = new ByteArrayInputStream(block.content());
        certificates.add((X509Certificate) parser.generateCertificate(content));
      }
    }
    if (certificates.isEmpty()) {
      throw new InvalidInputException("no certificate in the PEM text of " + whose);
    }
    return certificates;
  }

  static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    for (Block block : blocks(pem)) {
      switch (block.kind()) {
        case "PRIVATE KEY" -> {
          return fromPkcs8(block.content());
        }
        case "RSA PRIVATE KEY" -> {
          return fromPkcs8(wrapped("300d06092a864886f70d0101010500", block.content()));
        }
        case "EC PRIVATE KEY" -> {
          return fromPkcs8(wrapped(ecAlgorithm(block.content()), block.content()));
        }
        default -> {
          // Parameters and certificates may stand in the same file.
        }
      }
    }
    throw new InvalidInputException("no unencrypted private key in the PEM text");
  }

  private static PrivateKey fromPkcs8(byte[] content) throws GeneralSecurityException {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
      } catch (InvalidKeySpecException _) {
        // A key of another algorithm: after the last one it is refused.
      }
    }
    throw new InvalidInputException("private key is neither RSA, EC nor EdDSA");
  }

  /** The PKCS#8 envelope: version 0, the algorithm, and the key as it was. */
  private static byte[] wrapped(String algorithmHex, byte[] key) {
    byte[] body = concat(HEX.parseHex("020100" + algorithmHex), der(0x04, key));
    return der(0x30, body);
  }

  /** The curve is an object identifier inside the key; PKCS#8 wants it outside. */
  private static String ecAlgorithm(byte[] key) {
    String hex = HEX.formatHex(key);
    for (String curve : List.of("06082a8648ce3d030107", "06052b81040022", "06052b81040023")) {
      if (hex.contains(curve)) {
        byte[] names = HEX.parseHex("06072a8648ce3d0201" + curve);
        return HEX.formatHex(der(0x30, names));
      }
    }
    throw new InvalidInputException("EC private key is on no curve of P-256, P-384, P-521");
  }

  private static byte[] der(int tag, byte[] content) {
    int length = content.length;
    byte[] head =
        length < 0x80
            ? new byte[] {(byte) tag, (byte) length}
            : length < 0x100
                ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    return concat(head, content);
  }

  private static byte[] concat(byte[] head, byte[] tail) {
    byte[] all = new byte[head.length + tail.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(tail, 0, all, head.length, tail.length);
    return all;
  }

  /** What holds a dash, as a key under a password does, is no block. */
  private static List<Block> blocks(String pem) {
    var blocks = new ArrayList<Block>();
    int start = pem.indexOf(BEGIN);
    while (start >= 0) {
      int kindStart = start + BEGIN.length();
      int kindEnd = pem.indexOf(DASHES, kindStart);
      if (kindEnd < 0) {
        break;
      }
      int contentStart = kindEnd + DASHES.length();
      int contentEnd = pem.indexOf('-', contentStart);
      String kind = pem.substring(kindStart, kindEnd);
      if (contentEnd >= 0 && pem.startsWith(END + kind + DASHES, contentEnd)) {
        blocks.add(new Block(kind, pem.substring(contentStart, contentEnd)));
      }
      start = pem.indexOf(BEGIN, kindStart);
    }
    return blocks;
  }
}
