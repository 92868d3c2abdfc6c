package dev.freshet.engine.git.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The process that last opened a mirror. While it lives, nobody else may take its unfinished files
 * for leftovers.
 */
final class MirrorOwner {
  static final String FILE = "owner";

  private static final int MOST_BYTES = 64;
  private static final int MOST_DIGITS = 18;

  private MirrorOwner() {}

  /** Names this process; the start time tells it from a later one with the same number. */
  static String self() {
    return text(ProcessHandle.current());
  }

  static boolean isOtherAlive(Path mirror) throws IOException {
    Path file = mirror.resolve(FILE);
    if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
      return false;
    }
    String owner = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    int digits = 0;
    while (digits < owner.length() && owner.charAt(digits) >= '0' && owner.charAt(digits) <= '9') {
      digits++;
    }
    return !owner.equals(self())
        && digits > 0
        && digits <= MOST_DIGITS
        && ProcessHandle.of(Long.parseLong(owner, 0, digits, 10))
            .map(MirrorOwner::text)
            .filter(owner::equals)
            .isPresent();
  }

  private static String text(ProcessHandle process) {
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + "\n" + start + "\n";
  }
}
