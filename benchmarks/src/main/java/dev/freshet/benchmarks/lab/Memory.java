package dev.freshet.benchmarks.lab;

import dev.freshet.benchmarks.table.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the kernel says of a process's memory. */
public final class Memory {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
  private static final double KILOBYTES = 1024;

  private Memory() {}

  /** The most a process needed, watched until it ends. */
  static Figure peakOf(Process process) throws InterruptedException {
    double peak = 0;
    while (process.isAlive()) {
      peak = Math.max(peak, field(process, "VmHWM"));
      Thread.sleep(BETWEEN_LOOKS);
    }
    return Figure.megabytes(peak);
  }

  public static Figure peakSoFar(Process process) {
    return Figure.megabytes(field(process, "VmHWM"));
  }

  public static Figure resident(Process process) {
    return Figure.megabytes(field(process, "VmRSS"));
  }

  private static double field(Process process, String name) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return lines
          .filter(line -> line.startsWith(name + ":"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KILOBYTES / 1e6)
          .findFirst()
          .orElse(0); // a process that has just ended has no memory
    } catch (IOException | java.io.UncheckedIOException _) {
      return 0; // gone between two looks
    }
  }
}
