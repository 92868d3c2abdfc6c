package dev.freshet.demo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A {@code freshet} that runs on in a process of its own, with the lines it has printed so far. */
final class FreshetProcess implements AutoCloseable {
  /**
   * What the launcher of the distribution sets: of two logging libraries, the one that is quiet.
   */
  static final Map<String, String> QUIET =
      Map.of(
          "slf4j.provider", "org.slf4j.nop.NOPServiceProvider", "slf4j.internal.verbosity", "WARN");

  private static final long STOPPING_SECONDS = 20;

  private final Process process;
  private final Thread reader;
  private final Thread hook;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private FreshetProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
    this.hook = Thread.ofPlatform().unstarted(process::destroy);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  static FreshetProcess start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:+UseSerialGC", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
    QUIET.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", absoluteClasspath(), "dev.freshet.cli.Main"));
    command.addAll(arguments);
    return new FreshetProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private static String absoluteClasspath() {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      entries.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, entries);
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException _) {
      // The process is gone; whoever waits for a line sees that it does not run.
    }
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** What it printed from this line on. */
  List<String> linesFrom(int first) {
    List<String> now = List.copyOf(lines);
    return now.subList(Math.min(first, now.size()), now.size());
  }

  /** Stops it as a terminal would, and waits until it is gone; at once when interrupted. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOPPING_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      reader.join();
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
