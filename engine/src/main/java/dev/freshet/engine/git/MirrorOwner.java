package dev.freshet.engine.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The process that last opened a mirror. While it lives, nobody else may take its unfinished files
 * for leftovers.
 */
final class MirrorOwner {
  static final String FILE = "owner";

  private MirrorOwner() {}

  /** Names this process; the start time tells it from a later one with the same number. */
  static String self() {
    return text(ProcessHandle.current());
  }

  static boolean isOtherAlive(Path mirror) throws IOException {
    Path file = mirror.resolve(FILE);
    if (!Files.exists(file)) {
      return false;
    }
    String owner = Files.readString(file);
    String pid = owner.lines().findFirst().orElse("");
    return !owner.equals(self())
        && pid.matches("[0-9]{1,18}")
        && ProcessHandle.of(Long.parseLong(pid))
            .map(MirrorOwner::text)
            .filter(owner::equals)
            .isPresent();
  }

  private static String text(ProcessHandle process) {
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + "\n" + start + "\n";
  }
}
