package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.function.Budget;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The password hash of OpenBSD, version 2a with cost 10. */
final class Bcrypt {
  static final int SALT_BYTES = 16;
  private static final int COST = 10;
  private static final int MAX_PASSWORD = 72;
  private static final int ROUNDS = 16;
  private static final String ALPHABET =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String PLAINTEXT = "OrpheanBeholderScryDoubt";

  /** Blowfish starts from the binary digits of pi: 18 words of sub-keys, then four boxes. */
  private static final int[] PI = piFraction(ROUNDS + 2 + 4 * 256);

  private final int[] keys = Arrays.copyOf(PI, ROUNDS + 2);
  private final int[] boxes = Arrays.copyOfRange(PI, ROUNDS + 2, PI.length);
  private int left;
  private int right;

  private Bcrypt() {}

  static String hash(byte[] password, byte[] salt, Budget budget) {
    if (password.length > MAX_PASSWORD) {
      return "failed to encrypt string with bcrypt: " + "bcrypt: password length exceeds 72 bytes";
    }
    byte[] key = Arrays.copyOf(password, password.length + 1);
    Bcrypt state = new Bcrypt();
    state.expand(key, salt);
    for (int i = 0; i < 1 << COST; i++) {
      if (i % 64 == 0) {
        budget.requireTime();
      }
      state.expand(key, new byte[SALT_BYTES]);
      state.expand(salt, new byte[SALT_BYTES]);
    }
    byte[] encrypted = state.encrypted();
    return "$2a$" + COST + "$" + encode(salt) + encode(Arrays.copyOf(encrypted, 23));
  }

  /** Mixes a key into the sub-keys, and then the salt through the cipher into everything. */
  private void expand(byte[] key, byte[] salt) {
    for (int i = 0; i < keys.length; i++) {
      keys[i] ^= word(key, i * 4);
    }
    left = 0;
    right = 0;
    int at = refill(keys, salt, 0);
    refill(boxes, salt, at);
  }

  private int refill(int[] words, byte[] salt, int from) {
    int at = from;
    for (int i = 0; i < words.length; i += 2) {
      left ^= word(salt, at);
      right ^= word(salt, at + 4);
      at += 8;
      encipher();
      words[i] = left;
      words[i + 1] = right;
    }
    return at;
  }

  /** Four bytes from here on, the array repeated as often as needed. */
  private static int word(byte[] bytes, int at) {
    int word = 0;
    for (int i = at; i < at + 4; i++) {
      word = (word << 8) | (bytes[i % bytes.length] & 0xFF);
    }
    return word;
  }

  private void encipher() {
    int a = left ^ keys[0];
    int b = right;
    for (int i = 1; i <= ROUNDS; i += 2) {
      b ^= mixed(a) ^ keys[i];
      a ^= mixed(b) ^ keys[i + 1];
    }
    left = b ^ keys[ROUNDS + 1];
    right = a;
  }

  private int mixed(int word) {
    int sum = boxes[word >>> 24] + boxes[256 + ((word >>> 16) & 0xFF)];
    return (sum ^ boxes[512 + ((word >>> 8) & 0xFF)]) + boxes[768 + (word & 0xFF)];
  }

  private byte[] encrypted() {
    byte[] text = PLAINTEXT.getBytes(StandardCharsets.US_ASCII);
    byte[] out = new byte[text.length];
    for (int at = 0; at < text.length; at += 8) {
      left = word(text, at);
      right = word(text, at + 4);
      for (int i = 0; i < 64; i++) {
        encipher();
      }
      for (int i = 0; i < 4; i++) {
        out[at + i] = (byte) (left >>> (24 - 8 * i));
        out[at + 4 + i] = (byte) (right >>> (24 - 8 * i));
      }
    }
    return out;
  }

  private static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte unit : bytes) {
      held = (held << 8) | (unit & 0xFF);
      bits += 8;
      while (bits >= 6) {
        bits -= 6;
        text.append(ALPHABET.charAt((held >>> bits) & 0x3F));
      }
      held &= (1 << bits) - 1;
    }
    return bits == 0
        ? text.toString()
        : text.append(ALPHABET.charAt((held << (6 - bits)) & 0x3F)).toString();
  }

  /** The fraction of pi in words of 32 bits, by Machin's formula; cheaper to have than a table. */
  private static int[] piFraction(int words) {
    int guard = 64;
    int bits = words * 32 + guard;
    BigInteger one = BigInteger.ONE.shiftLeft(bits);
    BigInteger pi =
        arctanOfInverse(5, one).shiftLeft(2).subtract(arctanOfInverse(239, one)).shiftLeft(2);
    BigInteger fraction = pi.mod(one).shiftRight(guard);
    int[] digits = new int[words];
    for (int i = words - 1; i >= 0; i--) {
      digits[i] = fraction.intValue();
      fraction = fraction.shiftRight(32);
    }
    return digits;
  }

  private static BigInteger arctanOfInverse(int divisor, BigInteger one) {
    BigInteger square = BigInteger.valueOf((long) divisor * divisor);
    BigInteger power = one.divide(BigInteger.valueOf(divisor));
    BigInteger sum = power;
    for (int n = 3; power.signum() != 0; n += 2) {
      power = power.divide(square);
      BigInteger term = power.divide(BigInteger.valueOf(n));
      sum = n % 4 == 3 ? sum.subtract(term) : sum.add(term);
    }
    return sum;
  }
}
