package dev.freshet.benchmarks.lab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.ReconcileRequests;
import dev.freshet.engine.state.StateFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/** A {@code freshet run} that goes on, asked through its state folder as a user would ask it. */
public final class RunningFreshet implements AutoCloseable {
  private static final long STOPPING_SECONDS = 20;

  private final Process process;
  private final Function<List<String>, ProcessBuilder> commands;
  private final StateFolder state;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread hook;
  private final long started;
  private int asked;

  private RunningFreshet(
      Process process,
      Function<List<String>, ProcessBuilder> commands,
      StateFolder state,
      long started) {
    this.process = process;
    this.commands = commands;
    this.state = state;
    this.started = started;
    this.hook = Thread.ofPlatform().unstarted(process::destroy);
    Runtime.getRuntime().addShutdownHook(hook);
    Thread.ofVirtual().start(this::read);
  }

  /** Starts {@code run} with these arguments, by a launcher that starts other commands too. */
  static RunningFreshet start(
      Function<List<String>, ProcessBuilder> commands, List<String> arguments, Path state)
      throws IOException {
    long start = System.nanoTime();
    return new RunningFreshet(
        commands.apply(arguments).redirectErrorStream(true).start(),
        commands,
        new StateFolder(state),
        start);
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException _) {
      // The process has ended, which whoever waits for it sees.
    }
  }

  public Process process() {
    return process;
  }

  public long started() {
    return started;
  }

  public static ObjectKey repository(String name) {
    return key(ImageRepository.KIND, name);
  }

  public static ObjectKey automation(String name) {
    return key(ImageUpdateAutomation.KIND, name);
  }

  public static ObjectKey policy(String name) {
    return key(ImagePolicy.KIND, name);
  }

  private static ObjectKey key(Kind<?, ?> kind, String name) {
    return new ObjectKey(kind, new NamespacedName("flux-system", name));
  }

  /** The time since {@code start} when it happens; fails when the process ends before. */
  public Duration await(String what, long start, BooleanSupplier happened)
      throws InterruptedException {
    Duration taken =
        Waiting.until(what, start, () -> happened.getAsBoolean() || !process.isAlive());
    if (!process.isAlive()) {
      throw new BenchmarkException(
          "%s did not happen, the process ended: %s".formatted(what, String.join("\n", lines)));
    }
    return taken;
  }

  /** Leaves a request for the object, without a process that asks and waits; returns its token. */
  public String ask(ObjectKey object) {
    asked++;
    String token = "bench-" + asked;
    state.requests().ask(new ReconcileRequests.Request(object, token));
    return token;
  }

  public boolean hasAnswered(ObjectKey object, String token) {
    return status(object)
        .filter(json -> json.path("lastHandledReconcileAt").asText().equals(token))
        .isPresent();
  }

  public boolean isReady(ObjectKey object) {
    return status(object).stream()
        .flatMap(json -> json.path("conditions").valueStream())
        .anyMatch(condition ->
            condition.path("type").asText().equals("Ready")
                && condition.path("status").asText().equals("True"));
  }

  public Optional<JsonNode> status(ObjectKey object) {
    return state.statuses().json(object);
  }

  /** Starts the command a user types and does not wait for it. */
  public Process reconcile(String kind, String name) throws IOException {
    return commands
        .apply(List.of("reconcile", "image", kind, name, "--state", state.root().toString()))
        .redirectErrorStream(true)
        .start();
  }

  public Stream<String> complaints() {
    return lines.stream().filter(line -> line.startsWith("✗"));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOPPING_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
