package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.value.Utf8;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Adler32;

/** Checksums of strings. */
final class Hashes {
  private Hashes() {}

  static void define(FunctionTable table) {
    Strings.text(table, "sha1sum", "string", call -> hex("SHA-1", call.text(0)));
    Strings.text(table, "sha256sum", "string", call -> hex("SHA-256", call.text(0)));
    Strings.text(table, "sha512sum", "string", call -> hex("SHA-512", call.text(0)));
    Strings.text(table, "adler32sum", "string", call -> adler32(call.text(0)));
  }

  private static String hex(String algorithm, String bytes) {
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(Utf8.toBytes(bytes));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has " + algorithm, impossible);
    }
  }

  private static String adler32(String bytes) {
    Adler32 checksum = new Adler32();
    checksum.update(Utf8.toBytes(bytes));
    return Long.toString(checksum.getValue());
  }
}
