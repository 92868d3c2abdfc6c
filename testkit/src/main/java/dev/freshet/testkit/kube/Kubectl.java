package dev.freshet.testkit.kube;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the real {@code kubectl}, apart from the configuration of whoever runs the tests. */
record Kubectl(Path program, Path home) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  String run(Path kubeconfig, String input, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    try {
      Path problems = Files.createTempFile(home, "kubectl", ".stderr");
      try {
        Process process = start(command, kubeconfig, problems);
        Thread.ofVirtual().start(() -> write(process.getOutputStream(), input));
        Thread guard = Thread.ofVirtual().start(() -> endAfterPatience(process));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        guard.interrupt();
        if (status != 0) {
          throw new IllegalStateException(
              "kubectl %s ended %d: %s"
                  .formatted(String.join(" ", arguments), status, Files.readString(problems)));
        }
        return output;
      } finally {
        Files.delete(problems);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException("run kubectl", cause);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while kubectl ran", cause);
    }
  }

  private Process start(List<String> command, Path kubeconfig, Path problems) throws IOException {
    var builder = new ProcessBuilder(command).redirectError(problems.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv().getOrDefault("PATH", ""));
    builder.environment().put("HOME", home.toString()); // where it caches what the server offers
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    return builder.start();
  }

  private static void endAfterPatience(Process process) {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      // It ended in time.
    }
  }

  private static void write(OutputStream target, String input) {
    try (target) {
      target.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // It ended without reading everything; its exit status tells.
    }
  }
}
