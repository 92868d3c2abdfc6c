package dev.freshet.benchmarks.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command that ran to its end: what it printed and how long it took, its start included. */
public record Command(String output, Duration taken) {
  /** Git apart from any configuration of the user or the system. */
  private static final Map<String, String> GIT =
      Map.of(
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_AUTHOR_NAME", "bench",
          "GIT_AUTHOR_EMAIL", "bench@example.com",
          "GIT_COMMITTER_NAME", "bench",
          "GIT_COMMITTER_EMAIL", "bench@example.com");

  public static Command git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(GIT);
    return run(builder);
  }

  static Command gitIn(Path folder, String... arguments) {
    List<String> all = new ArrayList<>(List.of("-C", folder.toString()));
    all.addAll(List.of(arguments));
    return git(all.toArray(String[]::new));
  }

  /** Fails when the command does. */
  public static Command run(ProcessBuilder builder) {
    long start = System.nanoTime();
    try {
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      if (code != 0) {
        throw new BenchmarkException(
            "%s ended with %d: %s".formatted(String.join(" ", builder.command()), code, output));
      }
      return new Command(output, taken);
    } catch (IOException cause) {
      throw new BenchmarkException(String.valueOf(cause.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted");
    }
  }
}
