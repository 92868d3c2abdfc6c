package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.function.Call;
import dev.freshet.gocompat.function.FunctionTable;
import dev.freshet.gocompat.value.Utf8;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Passwords: derived from a master password, or hashed for a password file. */
final class Passwords {
  private static final String SEED = "com.lyndir.masterpassword";
  private static final int KEY_COST = 32_768;
  private static final int KEY_BYTES = 64;

  /** Each derivation takes as long as thousands of steps. */
  private static final int STEPS = 10_000;

  private static final Map<String, List<String>> SHAPES =
      Map.of(
          "maximum",
          List.of("anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"),
          "long",
          List.of(
              "CvcvnoCvcvCvcv",
              "CvcvCvcvnoCvcv",
              "CvcvCvcvCvcvno",
              "CvccnoCvcvCvcv",
              "CvccCvcvnoCvcv",
              "CvccCvcvCvcvno",
              "CvcvnoCvccCvcv",
              "CvcvCvccnoCvcv",
              "CvcvCvccCvcvno",
              "CvcvnoCvcvCvcc",
              "CvcvCvcvnoCvcc",
              "CvcvCvcvCvccno",
              "CvccnoCvccCvcv",
              "CvccCvccnoCvcv",
              "CvccCvccCvcvno",
              "CvcvnoCvccCvcc",
              "CvcvCvccnoCvcc",
              "CvcvCvccCvccno",
              "CvccnoCvcvCvcc",
              "CvccCvcvnoCvcc",
              "CvccCvcvCvccno"),
          "medium",
          List.of("CvcnoCvc", "CvcCvcno"),
          "short",
          List.of("Cvcn"),
          "basic",
          List.of("aaanaaan", "aannaaan", "aaannaaa"),
          "pin",
          List.of("nnnn"));

  private static final String VOWELS = "AEIOU";
  private static final String CONSONANTS = "BCDFGHJKLMNPQRSTVWXYZ";
  private static final String LETTERS = "AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz";

  private Passwords() {}

  static void define(FunctionTable table) {
    Strings.text(table, "derivePassword", "uint32 string string string string", Passwords::derive);
    Strings.text(table, "bcrypt", "string", call -> hash(call, call.text(0)));
    Strings.text(table, "htpasswd", "string string", Passwords::passwordFileLine);
  }

  private static String derive(Call call) {
    List<String> shapes = SHAPES.get(call.text(1));
    if (shapes == null) {
      return "cannot find password template " + call.text(1);
    }
    call.budget().steps(STEPS);
    byte[] salt = salt(call.text(3), 0);
    byte[] key = Scrypt.key(Utf8.toBytes(call.text(2)), salt, KEY_COST, KEY_BYTES, call.budget());
    ByteBuffer site = ByteBuffer.wrap(salt(call.text(4), Integer.BYTES));
    site.putInt(site.capacity() - Integer.BYTES, (int) call.integer(0));
    byte[] seed = hmac(key, site.array());
    String shape = shapes.get((seed[0] & 0xFF) % shapes.size());
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < shape.length(); i++) {
      String characters = characters(shape.charAt(i));
      password.append(characters.charAt((seed[i + 1] & 0xFF) % characters.length()));
    }
    return password.toString();
  }

  /** The scheme's name, the length of a name, the name, and room for more. */
  private static byte[] salt(String name, int room) {
    return ByteBuffer.allocate(SEED.length() + Integer.BYTES + name.length() + room)
        .put(Utf8.toBytes(SEED))
        .putInt(name.length())
        .put(Utf8.toBytes(name))
        .array();
  }

  private static byte[] hmac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }

  private static String characters(char kind) {
    return switch (kind) {
      case 'V' -> VOWELS;
      case 'C' -> CONSONANTS;
      case 'v' -> VOWELS.toLowerCase(Locale.ROOT);
      case 'c' -> CONSONANTS.toLowerCase(Locale.ROOT);
      case 'a' -> LETTERS;
      case 'n' -> "0123456789";
      case 'o' -> "@&%?,=[]_:-+*$#!'^~;()/.";
      default -> LETTERS + "0123456789!@#$%^&*()";
    };
  }

  private static String hash(Call call, String password) {
    call.budget().steps(STEPS);
    byte[] salt = new byte[Bcrypt.SALT_BYTES];
    call.environment().random().nextBytes(salt);
    return Bcrypt.hash(Utf8.toBytes(password), salt, call.budget());
  }

  private static String passwordFileLine(Call call) {
    return call.text(0).contains(":")
        ? "invalid username: " + call.text(0)
        : call.text(0) + ":" + hash(call, call.text(1));
  }
}
