package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.value.Utf8;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encryption under a password, as sprig does it: the password's bytes are the AES-256 key. */
final class Ciphers {
  private static final int KEY_BYTES = 32;
  private static final int BLOCK = 16;

  private Ciphers() {}

  static void define(FunctionTable table) {
    Strings.text(table, "encryptAES", "string string", Ciphers::encrypt);
    Strings.text(table, "decryptAES", "string string", Ciphers::decrypt);
  }

  private static String encrypt(Call call) {
    if (call.text(1).isEmpty()) {
      return "";
    }
    byte[] vector = new byte[BLOCK];
    call.environment().random().nextBytes(vector);
    byte[] encrypted = run(Cipher.ENCRYPT_MODE, call.text(0), vector, padded(call.text(1)));
    return Encoding.BASE64.encode(Utf8.ofBytes(vector) + Utf8.ofBytes(encrypted));
  }

  private static byte[] padded(String bytes) {
    byte[] text = Utf8.toBytes(bytes);
    int padding = BLOCK - text.length % BLOCK;
    byte[] padded = Arrays.copyOf(text, text.length + padding);
    Arrays.fill(padded, text.length, padded.length, (byte) padding);
    return padded;
  }

  private static String decrypt(Call call) {
    if (call.text(1).isEmpty()) {
      return "";
    }
    byte[] encrypted = Utf8.toBytes(Encoding.BASE64.decode(call.text(1)));
    if (encrypted.length < BLOCK) {
      throw new GoErrorException(
          "runtime error: slice bounds out of range [:%d] with capacity %d"
              .formatted(BLOCK, capacity(call.text(1))));
    }
    if (encrypted.length % BLOCK != 0) {
      throw new GoErrorException("crypto/cipher: input not full blocks");
    }
    byte[] vector = Arrays.copyOf(encrypted, BLOCK);
    byte[] blocks = Arrays.copyOfRange(encrypted, BLOCK, encrypted.length);
    byte[] text = run(Cipher.DECRYPT_MODE, call.text(0), vector, blocks);
    int padding = text.length == 0 ? -1 : text[text.length - 1] & 0xFF;
    if (padding < 0 || padding > text.length) {
      throw new GoErrorException("runtime error: slice bounds out of range");
    }
    return Utf8.ofBytes(text).substring(0, text.length - padding);
  }

  /** Go decodes into room for all that could be in the text. */
  private static int capacity(String base64) {
    return base64.length() / 4 * 3;
  }

  private static byte[] run(int mode, String password, byte[] vector, byte[] blocks) {
    byte[] key = Arrays.copyOf(Utf8.toBytes(password), KEY_BYTES);
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
      return cipher.doFinal(blocks);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has AES", impossible);
    }
  }
}
