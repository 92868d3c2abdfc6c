package dev.freshet.acceptance.survival;

import dev.freshet.testkit.port.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One {@code freshet operator}, with a storage path that outlives it. */
final class OperatorProcess implements AutoCloseable {
  /** Kubernetes gives a Pod this long between SIGTERM and SIGKILL. */
  static final Duration GRACE = Duration.ofSeconds(30);

  /**
   * How one is started.
   *
   * @param before a command that starts what follows it
   * @param javaOptions flags for its JVM
   */
  record Start(List<String> before, String javaOptions) {
    static final Start PLAIN = new Start(List.of(), "");
  }

  private final Process process;
  private final Path log;
  private final int healthPort;
  private final int artifactPort;

  private OperatorProcess(Process process, Path log, int healthPort, int artifactPort) {
    this.process = process;
    this.log = log;
    this.healthPort = healthPort;
    this.artifactPort = artifactPort;
  }

  /**
   * Starts one.
   *
   * @param folder its own, for the storage path and the log
   * @param namespace the one it believes to live in
   */
  static OperatorProcess start(
      Start start, Path folder, Path kubeconfig, String namespace, String... flags) {
    int healthPort = Ports.free();
    int artifactPort = Ports.free();
    String artifacts = "127.0.0.1:" + artifactPort;
    List<String> command = new ArrayList<>(start.before());
    command.addAll(
        List.of(
            launcher().toString(),
            "operator",
            "--denied-addresses=link-local",
            "--storage-path=" + folder.resolve("storage"),
            "--storage-addr=" + artifacts,
            "--storage-adv-addr=" + artifacts,
            "--metrics-addr=0",
            "--health-addr=127.0.0.1:" + healthPort));
    command.addAll(List.of(flags));
    try {
      Path log = Files.createTempFile(Files.createDirectories(folder), "operator", ".log");
      var builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("KUBECONFIG", kubeconfig.toString());
      builder.environment().put("RUNTIME_NAMESPACE", namespace);
      builder.environment().put("HOME", folder.toString());
      builder.environment().put("FRESHET_JAVA_OPTS", start.javaOptions());
      return new OperatorProcess(builder.start(), log, healthPort, artifactPort);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Starts one whose log nobody reads. */
  static Process startUnread(Path folder, Path kubeconfig) throws IOException {
    var builder =
        new ProcessBuilder(
            launcher().toString(),
            "operator",
            "--storage-path=" + folder.resolve("unread"),
            "--storage-addr=127.0.0.1:0",
            "--metrics-addr=0",
            "--health-addr=0");
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("HOME", folder.toString());
    return builder.start();
  }

  private static Path launcher() {
    String told = System.getProperty("freshet.bin");
    return told == null ? checkout().resolve("bin/freshet") : Path.of(told).toAbsolutePath();
  }

  static Path checkout() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("Makefile")))
        .findFirst()
        .orElseThrow();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: no chance to finish anything. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM, as Kubernetes sends it; returns at once. */
  void terminate() {
    process.destroy();
  }

  /** The exit status; refuses a process that outlives the grace. */
  int exitStatus() {
    return exitStatus(GRACE);
  }

  /** The exit status; refuses a process that lives longer. */
  int exitStatus(Duration grace) {
    try {
      if (!process.waitFor(grace.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("still running after %s:%n%s".formatted(grace, text()));
      }
      return process.exitValue();
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(cause);
    }
  }

  List<String> log() {
    return text().lines().toList();
  }

  /** How many lines of the log say this. */
  long said(String text) {
    return log().stream().filter(line -> line.contains(text)).count();
  }

  private String text() {
    try {
      return Files.readString(log);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** What it holds on to now, written to the file. */
  Memory memory(Path dump) {
    try {
      Files.deleteIfExists(dump);
      Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
      Process asked =
          new ProcessBuilder(jcmd.toString(), Long.toString(pid()), "GC.heap_dump", dump.toString())
              .redirectErrorStream(true)
              .start();
      String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (asked.waitFor() != 0 || !Files.exists(dump)) {
        throw new IllegalStateException("take a heap dump: " + answer);
      }
      return new Memory(dump);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(cause);
    }
  }

  boolean isHealthy() {
    return answers(health(), 200);
  }

  URI health() {
    return URI.create("http://127.0.0.1:" + healthPort + "/healthz");
  }

  /** What it says of its readiness, check by check; empty when nobody answers. */
  String readiness() {
    return body(URI.create("http://127.0.0.1:" + healthPort + "/readyz?verbose"));
  }

  private static String body(URI address) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
      return http.send(request, BodyHandlers.ofString()).body();
    } catch (IOException _) {
      return "";
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(cause);
    }
  }

  /** Where it keeps what can be made anew. */
  Path storage() {
    return log.resolveSibling("storage");
  }

  /** Whether somebody listens where its artifacts are to be served, whatever is answered. */
  boolean servesArtifacts() {
    return answers(URI.create("http://127.0.0.1:" + artifactPort + "/"), 0);
  }

  private static boolean answers(URI address, int status) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
      int answer = http.send(request, BodyHandlers.discarding()).statusCode();
      return status == 0 || answer == status;
    } catch (IOException _) {
      return false; // nobody listens
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(cause);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
