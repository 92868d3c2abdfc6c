package dev.freshet.acceptance.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The processes that look after the objects: Freshet's operator, or Flux's three controllers while
 * answers are recorded. They can end and come back with or without what they stored.
 */
final class Controllers implements AutoCloseable {
  private static final String OWN_NAMESPACE = "flux-system";
  private static final int LOG_LINES = 20;
  private static final String HEALTH = "--health-addr=";
  private static final String NOT_FOR_SOURCES = "--no-cross-namespace-refs";

  private final List<List<String>> commands;
  private final List<URI> health;
  private final Map<String, String> environment;
  private final Path folder;
  private final String artifacts;
  private final List<Process> running = new ArrayList<>();

  private Controllers(Path folder, Path kubeconfig, String artifacts, List<List<String>> commands) {
    this.folder = folder;
    this.artifacts = artifacts;
    this.commands = commands;
    this.health =
        commands.stream()
            .flatMap(List::stream)
            .filter(word -> word.startsWith(HEALTH))
            .map(word -> URI.create("http://" + word.substring(HEALTH.length()) + "/readyz"))
            .toList();
    this.environment =
        Map.of("KUBECONFIG", kubeconfig.toString(), "RUNTIME_NAMESPACE", OWN_NAMESPACE);
    start();
  }

  /** The operator of this checkout. */
  static Controllers freshet(Path launcher, Path folder, Path kubeconfig, List<String> flags) {
    String artifacts = "127.0.0.1:" + freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                launcher.toAbsolutePath().toString(),
                "operator",
                "--denied-addresses=link-local",
                "--storage-path=" + folder.resolve("storage"),
                "--storage-addr=" + artifacts,
                "--storage-adv-addr=" + artifacts,
                "--metrics-addr=127.0.0.1:" + freePort(),
                HEALTH + "127.0.0.1:" + freePort()));
    command.addAll(flags);
    return new Controllers(folder, kubeconfig, artifacts, List.of(command));
  }

  /** Flux's controllers as {@code go build} left them in a folder. */
  static Controllers flux(Path programs, Path folder, Path kubeconfig, List<String> flags) {
    String artifacts = "127.0.0.1:" + freePort();
    List<List<String>> commands = new ArrayList<>();
    for (String name :
        List.of("source-controller", "image-reflector-controller", "image-automation-controller")) {
      List<String> command = new ArrayList<>(List.of(programs.resolve(name).toString()));
      command.add("--metrics-addr=127.0.0.1:" + freePort());
      command.add(HEALTH + "127.0.0.1:" + freePort());
      command.add("--concurrent=16");
      if (!name.startsWith("image-automation")) {
        command.add("--storage-path=" + storage(folder, name));
      }
      if (name.startsWith("source")) {
        command.add("--storage-addr=" + artifacts);
        command.add("--storage-adv-addr=" + artifacts);
      }
      flags.stream()
          .filter(flag -> !(name.startsWith("source") && flag.equals(NOT_FOR_SOURCES)))
          .forEach(command::add);
      commands.add(command);
    }
    return new Controllers(folder, kubeconfig, artifacts, commands);
  }

  /** Host and port that artifacts are served at. */
  String artifacts() {
    return artifacts;
  }

  /** Ends them in order and starts them again. */
  void restart() {
    stop();
    start();
  }

  /** Ends them, deletes what they stored and starts them again. */
  void restartEmpty() {
    stop();
    try (var files = Files.walk(folder.resolve("storage"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
      for (String name : List.of("source-controller", "image-reflector-controller")) {
        storage(folder, name);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    start();
  }

  private void start() {
    try {
      for (List<String> command : commands) {
        String name = Path.of(command.getFirst()).getFileName().toString();
        Path log = Files.createDirectories(folder).resolve(name + ".log");
        var builder =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("HOME", folder.toString());
        running.add(builder.start());
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    Awaitility.await("ready")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> health.stream().allMatch(this::isReady));
  }

  /** What the processes wrote, the last of it. */
  String logs() {
    StringBuilder text = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".log")).toList()) {
        List<String> lines = Files.readAllLines(file);
        text.append(file.getFileName()).append('\n');
        lines
            .subList(Math.max(0, lines.size() - LOG_LINES), lines.size())
            .forEach(line -> text.append(line).append('\n'));
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return text.toString();
  }

  private boolean isReady(URI endpoint) {
    if (!running.stream().allMatch(Process::isAlive)) {
      throw new IllegalStateException("ended: " + logs());
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(endpoint).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false; // not listening yet
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(cause);
    }
  }

  private void stop() {
    running.forEach(Process::destroy);
    for (Process process : running) {
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly().onExit().join();
        }
      } catch (InterruptedException cause) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(cause);
      }
    }
    running.clear();
  }

  private static Path storage(Path folder, String name) {
    try {
      return Files.createDirectories(folder.resolve("storage").resolve(name));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
