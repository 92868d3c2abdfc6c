package dev.freshet.engine.fingerprint;

import dev.freshet.engine.file.AtomicFile;
import dev.freshet.engine.file.Folders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What fingerprints are made with. Without it they tell nothing: whoever guesses at a value cannot
 * see whether he is right. A key in a file makes the same fingerprints in the next process.
 */
public final class FingerprintKey {
  private static final int BYTES = 32;

  private final byte[] key;

  private FingerprintKey(byte[] key) {
    this.key = key;
  }

  /** A new key, which no other process has. */
  public static FingerprintKey random() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return new FingerprintKey(key);
  }

  /** The key that the file holds; none where there is no such file, or it holds something else. */
  public static Optional<FingerprintKey> in(Path file) {
    try {
      // The size first: whatever lies there is not read into memory.
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) != BYTES) {
        return Optional.empty();
      }
      byte[] key = Files.readAllBytes(file);
      return key.length == BYTES ? Optional.of(new FingerprintKey(key)) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // a file that cannot be read is one that is lost
    }
  }

  /**
   * Writes the key where only this user reads it. It is not waited for: to sync the first file of a
   * process waits for whatever else the disk has to write, and a lost key costs a scan and a fetch.
   */
  public void save(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      Folders.delete(file);
    }
    AtomicFile.writeRebuildable(file, key);
  }

  /** Stands for the values in this order. */
  public String hex(String... values) {
    MessageDigest digest = Sha256.begin();
    digest.update(key);
    for (String value : values) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      // With the length, so that two values are never those of another pair.
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
