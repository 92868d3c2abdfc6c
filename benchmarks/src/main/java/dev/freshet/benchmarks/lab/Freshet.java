package dev.freshet.benchmarks.lab;

import dev.freshet.benchmarks.table.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code bin/freshet}, as a user starts it. */
public record Freshet(Path launcher, Path home) {

  public Command run(String... arguments) {
    return Command.run(builder(List.of(arguments)));
  }

  /** Starts {@code run} as a process that goes on. */
  public RunningFreshet start(Objects objects, Path state) throws IOException {
    return RunningFreshet.start(
        this::builder,
        List.of("run", "--from", objects.folder().toString(), "--state", state.toString()),
        state);
  }

  /** One {@code run --once}, with the memory it came to need. */
  public Once once(Objects objects, Path state) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        builder(
                List.of(
                    "run",
                    "--once",
                    "--from",
                    objects.folder().toString(),
                    "--state",
                    state.toString()))
            .redirectErrorStream(true)
            .start();
    var lines = new ArrayList<String>();
    Thread reader =
        Thread.ofVirtual().start(() -> process.inputReader().lines().forEach(lines::add));
    Figure peak = Memory.peakOf(process);
    reader.join();
    int code = process.waitFor();
    if (code != 0) {
      throw new BenchmarkException(
          "run --once ended with " + code + ": " + String.join("\n", lines));
    }
    return new Once(Figure.seconds((System.nanoTime() - start) / 1e9), peak);
  }

  public record Once(Figure taken, Figure peak) {}

  public ProcessBuilder builder(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // Credentials and Git's configuration of whoever runs the benchmark stay out of it.
    builder.environment().put("HOME", home.toString());
    builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
    return builder;
  }
}
