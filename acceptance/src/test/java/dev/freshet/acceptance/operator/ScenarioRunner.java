package dev.freshet.acceptance.operator;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

/**
 * Runs scenarios: side by side before one set of controllers, and after them, one at a time, those
 * that need controllers of their own.
 */
final class ScenarioRunner {
  private static final int AT_A_TIME = 12;

  private final SharedFixtures shared;
  private final ControllerStart starting;

  ScenarioRunner(SharedFixtures shared, ControllerStart starting) {
    this.shared = shared;
    this.starting = starting;
  }

  /** Starts controllers that keep their files in a folder, with flags. */
  @FunctionalInterface
  interface ControllerStart {
    Controllers start(Path folder, List<String> flags);
  }

  /** How a scenario ended. */
  sealed interface Outcome {}

  record Answered(AnswerText answer) implements Outcome {}

  record Failed(Throwable cause) implements Outcome {}

  void run(List<Scenario> scenarios, BiConsumer<Scenario, Outcome> listener) {
    List<Scenario> together =
        scenarios.stream().filter(one -> !one.needsItsOwnControllers()).toList();
    if (!together.isEmpty()) {
      try (Controllers controllers = starting.start(shared.folder.resolve("shared"), List.of())) {
        runSideBySide(together, controllers, listener);
      }
    }
    for (Scenario scenario : scenarios) {
      if (scenario.needsItsOwnControllers()) {
        Path folder = shared.folder.resolve(scenario.name());
        try (Controllers controllers = starting.start(folder, scenario.flags())) {
          listener.accept(scenario, run(scenario, controllers));
        }
      }
    }
  }

  private void runSideBySide(
      List<Scenario> scenarios, Controllers controllers, BiConsumer<Scenario, Outcome> listener) {
    Semaphore places = new Semaphore(AT_A_TIME);
    List<Thread> threads =
        scenarios.stream()
            .map(scenario ->
                Thread.ofVirtual()
                    .start(() -> {
                      places.acquireUninterruptibly();
                      try {
                        listener.accept(scenario, run(scenario, controllers));
                      } finally {
                        places.release();
                      }
                    }))
            .toList();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException cause) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(cause);
      }
    }
  }

  private Outcome run(Scenario scenario, Controllers controllers) {
    try {
      return new Answered(new ScenarioExecution(scenario, shared, controllers).answer());
    } catch (RuntimeException cause) {
      return new Failed(cause);
    }
  }
}
