package dev.freshet.testkit.git;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the real {@code git}, apart from any configuration of the user or the system. */
final class GitCommand {
  /** Only what Git needs, so that a test means the same on every machine. */
  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PATH", System.getenv("PATH"),
          "LC_ALL", "C",
          "HOME", "/nonexistent",
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_TERMINAL_PROMPT", "0");

  private GitCommand() {}

  static ProcessBuilder builder(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add("git");
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    return builder;
  }

  static String run(Path directory, byte[] input, List<String> arguments) {
    try {
      Process process = builder(arguments).directory(directory.toFile()).start();
      Thread writer = Thread.ofVirtual().start(() -> write(process.getOutputStream(), input));
      StringBuilder problems = new StringBuilder();
      Thread reader =
          Thread.ofVirtual()
              .start(() -> problems.append(text(process.errorReader(StandardCharsets.UTF_8))));
      byte[] output = process.getInputStream().readAllBytes();
      int status = process.waitFor();
      writer.join();
      reader.join();
      String printed = new String(output, StandardCharsets.UTF_8);
      if (status != 0) {
        throw new IllegalStateException(
            "git %s ended %d: %s%s".formatted(arguments, status, problems, printed));
      }
      return printed;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(cause);
    }
  }

  private static void write(OutputStream target, byte[] input) {
    try (target) {
      target.write(input);
    } catch (IOException _) {
      // The process ended early; its exit status tells.
    }
  }

  private static String text(java.io.BufferedReader reader) {
    try (reader) {
      return reader.readAllAsString();
    } catch (IOException cause) {
      return cause.toString();
    }
  }
}
