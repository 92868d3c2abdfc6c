package dev.freshet.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code bin/freshet} as a real process, its output in files beside the state folder. */
final class Freshet implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final Path err;

  private Freshet(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static Path launcher() {
    Path launcher = Path.of(System.getProperty("freshet.bin", "bin/freshet"));
    if (!Files.isExecutable(launcher)) {
      throw new IllegalStateException(
          launcher.toAbsolutePath() + " is missing: `make build` makes it");
    }
    return launcher;
  }

  /** Starts a command with the home folder of nobody, so that the user's credentials stay out. */
  static Freshet start(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher().toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().put("HOME", folder.toString());
      return new Freshet(builder.start(), out, err);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  static Outcome run(Path folder, String... arguments) {
    try (Freshet freshet = start(folder, arguments)) {
      return freshet.await();
    }
  }

  Outcome await() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("still running after a minute: " + err());
      }
      return new Outcome(process.exitValue(), out(), err());
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(cause);
    }
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM, as an init system sends it. */
  Outcome stop() {
    process.destroy();
    return await();
  }

  /** SIGKILL: no chance to finish anything. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
