package dev.freshet.testkit.kube;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A server program that a test starts, ends, kills and starts again with the same arguments. */
final class ServerProcess {
  /** The API server may let two minutes pass before it asks again for an etcd that was gone. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final int LOG_LINES = 30;

  private final List<String> command;
  private final Path log;
  private volatile @Nullable Process process;

  ServerProcess(List<String> command, Path log) {
    this.command = List.copyOf(command);
    this.log = log;
  }

  /** Does nothing when it runs already. */
  void start(BooleanSupplier ready) {
    if (isRunning()) {
      return;
    }
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().clear(); // etcd takes flags from it
    try {
      process = builder.start();
    } catch (IOException cause) {
      throw new UncheckedIOException("start " + name(), cause);
    }
    awaitReady(ready);
  }

  boolean isRunning() {
    Process current = process;
    return current != null && current.isAlive();
  }

  void awaitReady(BooleanSupplier ready) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!ready.getAsBoolean()) {
      if (endsWithin(Duration.ofMillis(50))) {
        throw new IllegalStateException("%s ended:%n%s".formatted(name(), lastWords()));
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("%s is not ready:%n%s".formatted(name(), lastWords()));
      }
    }
  }

  /** Whether it is not running, or no longer after waiting that long. */
  boolean endsWithin(Duration time) {
    Process current = process;
    try {
      return current == null || current.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while %s ran".formatted(name()), cause);
    }
  }

  /** Asks it to end, and makes it when it does not. */
  void stop() {
    Process current = process;
    if (current != null) {
      current.destroy();
    }
    if (!endsWithin(Duration.ofSeconds(10))) {
      kill();
    }
  }

  /** As {@code kill -9} does: nothing is finished, nobody is told. */
  void kill() {
    Process current = process;
    if (current != null) {
      current.destroyForcibly().onExit().join();
    }
  }

  private String name() {
    return Path.of(command.getFirst()).getFileName().toString();
  }

  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException cause) {
      return cause.toString();
    }
  }
}
