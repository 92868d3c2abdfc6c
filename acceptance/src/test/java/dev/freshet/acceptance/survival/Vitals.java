package dev.freshet.acceptance.survival;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What a process of this machine has in use.
 *
 * @param kilobytes of memory that is resident
 */
record Vitals(long kilobytes, int threads, int files) {

  static Vitals of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      long resident =
          Files.readAllLines(process.resolve("status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElseThrow();
      return new Vitals(resident, count(process.resolve("task")), count(process.resolve("fd")));
    } catch (IOException cause) {
      throw new UncheckedIOException("look at process " + pid, cause);
    }
  }

  private static int count(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return (int) all.count();
    }
  }

  /** The larger of each figure. */
  Vitals orMore(Vitals other) {
    return new Vitals(
        Math.max(kilobytes, other.kilobytes),
        Math.max(threads, other.threads),
        Math.max(files, other.files));
  }

  /** How much of each this is beyond an earlier look, at most, in percent. */
  long growthSince(Vitals earlier) {
    return Math.max(
        percent(kilobytes, earlier.kilobytes),
        Math.max(percent(threads, earlier.threads), percent(files, earlier.files)));
  }

  private static long percent(long now, long then) {
    return 100 * (now - then) / then;
  }
}
