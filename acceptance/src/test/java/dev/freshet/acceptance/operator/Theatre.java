package dev.freshet.acceptance.operator;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

/**
 * Plays scenarios: side by side before one set of controllers, and after them, one at a time, those
 * that need controllers of their own.
 */
final class Theatre {
  private static final int AT_A_TIME = 12;

  private final Ground ground;
  private final Casting casting;

  Theatre(Ground ground, Casting casting) {
    this.ground = ground;
    this.casting = casting;
  }

  /** Starts controllers that keep their files in a folder, with flags. */
  @FunctionalInterface
  interface Casting {
    Controllers start(Path folder, List<String> flags);
  }

  /** How a scenario ended. */
  sealed interface Outcome {}

  record Answered(Script script) implements Outcome {}

  record Failed(Throwable cause) implements Outcome {}

  void play(List<Scenario> scenarios, BiConsumer<Scenario, Outcome> audience) {
    List<Scenario> shared =
        scenarios.stream().filter(one -> !one.needsItsOwnControllers()).toList();
    if (!shared.isEmpty()) {
      try (Controllers controllers = casting.start(ground.folder.resolve("shared"), List.of())) {
        playSideBySide(shared, controllers, audience);
      }
    }
    for (Scenario scenario : scenarios) {
      if (scenario.needsItsOwnControllers()) {
        Path folder = ground.folder.resolve(scenario.name());
        try (Controllers controllers = casting.start(folder, scenario.flags())) {
          audience.accept(scenario, play(scenario, controllers));
        }
      }
    }
  }

  private void playSideBySide(
      List<Scenario> scenarios, Controllers controllers, BiConsumer<Scenario, Outcome> audience) {
    Semaphore places = new Semaphore(AT_A_TIME);
    List<Thread> players =
        scenarios.stream()
            .map(scenario ->
                Thread.ofVirtual()
                    .start(() -> {
                      places.acquireUninterruptibly();
                      try {
                        audience.accept(scenario, play(scenario, controllers));
                      } finally {
                        places.release();
                      }
                    }))
            .toList();
    for (Thread player : players) {
      try {
        player.join();
      } catch (InterruptedException cause) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(cause);
      }
    }
  }

  private Outcome play(Scenario scenario, Controllers controllers) {
    try {
      return new Answered(new Performance(scenario, ground, controllers).answer());
    } catch (RuntimeException cause) {
      return new Failed(cause);
    }
  }
}
