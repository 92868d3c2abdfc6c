package dev.freshet.benchmarks;

import dev.freshet.benchmarks.lab.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Where and when the figures were taken. */
record Machine(
    Instant at, String processor, int processors, long memoryBytes, String jdk, String git) {

  static Machine here() throws IOException {
    return new Machine(
        Instant.now(),
        line("/proc/cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(line("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) << 10,
        System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")",
        Command.git("version").output().strip());
  }

  private static String line(String file, String field) throws IOException {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(field))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }

  /** The load of the last minute: above the noise of an idle machine the figures mean little. */
  static double load() throws IOException {
    return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s, %d processors (%s), %.0f GB memory, %s, JDK %s, %s",
        DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(at),
        processors,
        processor,
        memoryBytes / 1e9,
        System.getProperty("os.name"),
        jdk,
        git);
  }
}
