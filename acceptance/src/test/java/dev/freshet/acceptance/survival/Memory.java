package dev.freshet.acceptance.survival;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The objects of a process that something still refers to, as bytes in a file. */
record Memory(Path dump) {
  private static final int BLOCK = 1 << 20;

  boolean contains(String ascii) {
    return contains(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  boolean contains(byte[] wanted) {
    byte[] block = new byte[wanted.length + BLOCK];
    int kept = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(dump), BLOCK)) {
      while (true) {
        int read = in.read(block, kept, BLOCK);
        if (read < 0) {
          return false;
        }
        int end = kept + read;
        if (indexOf(block, end, wanted) >= 0) {
          return true;
        }
        // What is looked for may lie across two blocks.
        kept = Math.min(end, wanted.length - 1);
        System.arraycopy(block, end - kept, block, 0, kept);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static int indexOf(byte[] block, int end, byte[] wanted) {
    for (int start = 0; start + wanted.length <= end; start++) {
      if (block[start] == wanted[0]
          && Arrays.equals(block, start, start + wanted.length, wanted, 0, wanted.length)) {
        return start;
      }
    }
    return -1;
  }
}
