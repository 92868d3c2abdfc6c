package dev.freshet.gocompat.sprig;

import dev.freshet.gocompat.function.Budget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key derivation of RFC 7914, with block size 8 and parallelism 2. */
final class Scrypt {
  private static final int BLOCK_SIZE = 8;
  private static final int PARALLELISM = 2;
  private static final int WORDS = 32 * BLOCK_SIZE;

  private final int cost;
  private final Budget budget;
  private final int[] scratch = new int[WORDS];
  private final int[] cell = new int[16];

  private Scrypt(int cost, Budget budget) {
    this.cost = cost;
    this.budget = budget;
  }

  /** Cost is a power of two; the memory used is that many kilobytes. */
  static byte[] key(byte[] password, byte[] salt, int cost, int length, Budget budget) {
    byte[] blocks = stretch(password, salt, PARALLELISM * WORDS * Integer.BYTES);
    IntBuffer words = ByteBuffer.wrap(blocks).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    Scrypt scrypt = new Scrypt(cost, budget);
    for (int i = 0; i < PARALLELISM; i++) {
      int[] block = new int[WORDS];
      words.get(i * WORDS, block);
      scrypt.mix(block);
      words.put(i * WORDS, block);
    }
    return stretch(password, blocks, length);
  }

  private void mix(int[] block) {
    int[] memory = new int[cost * WORDS];
    for (int i = 0; i < cost; i++) {
      System.arraycopy(block, 0, memory, i * WORDS, WORDS);
      mixBlock(block);
    }
    budget.requireTime();
    for (int i = 0; i < cost; i++) {
      int start = (block[WORDS - 16] & (cost - 1)) * WORDS;
      for (int k = 0; k < WORDS; k++) {
        block[k] ^= memory[start + k];
      }
      mixBlock(block);
    }
    budget.requireTime();
  }

  /** Runs the cells of a block through Salsa20/8, the even ones to the front. */
  private void mixBlock(int[] block) {
    System.arraycopy(block, WORDS - 16, cell, 0, 16);
    for (int i = 0; i < 2 * BLOCK_SIZE; i++) {
      for (int k = 0; k < 16; k++) {
        cell[k] ^= block[i * 16 + k];
      }
      salsa();
      int place = (i / 2 + (i % 2) * BLOCK_SIZE) * 16;
      System.arraycopy(cell, 0, scratch, place, 16);
    }
    System.arraycopy(scratch, 0, block, 0, WORDS);
  }

  private void salsa() {
    int[] x = cell.clone();
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 4; i++) {
        quarter(x, 5 * i % 16, (5 * i + 4) % 16, (5 * i + 8) % 16, (5 * i + 12) % 16);
      }
      for (int i = 0; i < 4; i++) {
        int row = 4 * i;
        quarter(x, row + i, row + (i + 1) % 4, row + (i + 2) % 4, row + (i + 3) % 4);
      }
    }
    for (int i = 0; i < 16; i++) {
      cell[i] += x[i];
    }
  }

  private static void quarter(int[] x, int a, int b, int c, int d) {
    x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
    x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
    x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
    x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
  }

  /** One round of PBKDF2 with HMAC-SHA256. The JDK's own takes characters, not bytes. */
  private static byte[] stretch(byte[] password, byte[] salt, int length) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      // An empty key is not allowed; HMAC pads keys with zeros, so one zero byte means the same.
      byte[] key = password.length == 0 ? new byte[1] : password;
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      ByteBuffer out = ByteBuffer.allocate((length + 31) / 32 * 32);
      for (int block = 1; out.hasRemaining(); block++) {
        mac.update(salt);
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, block));
        out.put(mac.doFinal());
      }
      return Arrays.copyOf(out.array(), length);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }
}
