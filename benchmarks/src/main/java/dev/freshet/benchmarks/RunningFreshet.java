package dev.freshet.benchmarks;

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
import java.util.stream.Stream;

/** A {@code freshet run} that goes on, asked through its state folder as a user would ask it. */
final class RunningFreshet implements AutoCloseable {
  private static final long STOPPING_SECONDS = 20;

  private final Process process;
  private final Freshet freshet;
  private final StateFolder state;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread hook;
  private final long started;
  private int asked;

  private RunningFreshet(Process process, Freshet freshet, StateFolder state, long started) {
    this.process = process;
    this.freshet = freshet;
    this.state = state;
    this.started = started;
    this.hook = Thread.ofPlatform().unstarted(process::destroy);
    Runtime.getRuntime().addShutdownHook(hook);
    Thread.ofVirtual().start(this::read);
  }

  static RunningFreshet of(ProcessBuilder builder, Freshet freshet, Path state) throws IOException {
    long start = System.nanoTime();
    return new RunningFreshet(
        builder.redirectErrorStream(true).start(), freshet, new StateFolder(state), start);
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException _) {
      // The process has ended, which whoever waits for it sees.
    }
  }

  Process process() {
    return process;
  }

  long started() {
    return started;
  }

  static ObjectKey repository(String name) {
    return key(ImageRepository.KIND, name);
  }

  static ObjectKey automation(String name) {
    return key(ImageUpdateAutomation.KIND, name);
  }

  static ObjectKey policy(String name) {
    return key(ImagePolicy.KIND, name);
  }

  private static ObjectKey key(Kind<?, ?> kind, String name) {
    return new ObjectKey(kind, new NamespacedName("flux-system", name));
  }

  /** The time since {@code start} when it happens; fails when the process ends before. */
  Duration await(String what, long start, BooleanSupplier happened) throws InterruptedException {
    Duration taken =
        Waiting.until(what, start, () -> happened.getAsBoolean() || !process.isAlive());
    if (!process.isAlive()) {
      throw new BenchmarkException(
          "%s did not happen, the process ended: %s".formatted(what, String.join("\n", lines)));
    }
    return taken;
  }

  /** Leaves a request for the object, without a process that asks and waits; returns its token. */
  String ask(ObjectKey object) {
    asked++;
    String token = "bench-" + asked;
    state.requests().ask(new ReconcileRequests.Request(object, token));
    return token;
  }

  boolean hasAnswered(ObjectKey object, String token) {
    return status(object)
        .filter(json -> json.path("lastHandledReconcileAt").asText().equals(token))
        .isPresent();
  }

  boolean isReady(ObjectKey object) {
    return status(object).stream()
        .flatMap(json -> json.path("conditions").valueStream())
        .anyMatch(condition ->
            condition.path("type").asText().equals("Ready")
                && condition.path("status").asText().equals("True"));
  }

  Optional<JsonNode> status(ObjectKey object) {
    return state.statuses().json(object);
  }

  /** Starts the command a user types and does not wait for it. */
  Process reconcile(String kind, String name) throws IOException {
    return freshet
        .builder(List.of("reconcile", "image", kind, name, "--state", state.root().toString()))
        .redirectErrorStream(true)
        .start();
  }

  Stream<String> complaints() {
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
