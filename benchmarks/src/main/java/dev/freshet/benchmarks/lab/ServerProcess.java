package dev.freshet.benchmarks.lab;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The {@link Servers} as seen from here. */
public final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedWriter input;
  private final BufferedReader output;
  private final String registryHost;
  private final String gitUrl;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
    this.output = process.inputReader(StandardCharsets.UTF_8);
    String[] places = answer().split(" ", -1);
    this.registryHost = places[0];
    this.gitUrl = places[1];
  }

  static ServerProcess start(Path gitRoot) throws IOException {
    return new ServerProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Servers.class.getName(),
                gitRoot.toString())
            .redirectError(Redirect.INHERIT)
            .start());
  }

  public String registryHost() {
    return registryHost;
  }

  String gitUrl() {
    return gitUrl;
  }

  /** When this returns the tags are listed. */
  public void push(String repository, String... tags) throws IOException {
    input.write(repository + " " + String.join(" ", tags) + "\n");
    input.flush();
    answer();
  }

  public void fill(String repository, int versions) throws IOException {
    push(repository, "*" + versions);
  }

  private String answer() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new BenchmarkException("the servers' process ended");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    input.close(); // which ends the process
    try {
      process.waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
