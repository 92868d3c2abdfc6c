package dev.freshet.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.Backoff;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.object.ManifestObjects;
import dev.freshet.engine.object.ReferenceGraph;
import dev.freshet.engine.reconcile.Run;
import dev.freshet.engine.reconcile.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ends in a way that nobody foresaw runs again, for whoever asked for it. */
class RunQueueRetryTest {
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(10), Duration.ofMillis(10));
  private static final ObjectKey REPOSITORY =
      new ObjectKey(ImageRepository.KIND, new NamespacedName("default", "app"));

  private final List<ObjectKey> runs = new CopyOnWriteArrayList<>();
  private volatile BiFunction<ObjectKey, Trigger, Optional<Run>> runner =
      (_, _) -> Optional.empty();
  private final RunQueue queue =
      new RunQueue(
          new ReferenceGraph(List.of(ImageRepository.KIND)),
          _ -> false,
          () -> ManifestObjects.NONE,
          (key, trigger) -> runner.apply(key, trigger),
          BACKOFF,
          _ -> 0);

  @AfterEach
  void close() {
    queue.close();
  }

  @Test
  void triesAgainWhatFailsUnforeseen() {
    runner =
        (key, _) -> {
          runs.add(key);
          if (runs.size() < 3) {
            throw new IllegalStateException("unforeseen");
          }
          return Optional.empty();
        };
    queue.wake(REPOSITORY);

    await().untilAsserted(() -> assertThat(runs).hasSize(3));
  }

  @Test
  void triesAgainWhatDiesOfAnError() {
    runner =
        (key, _) -> {
          runs.add(key);
          if (runs.size() < 3) {
            throw new StackOverflowError();
          }
          return Optional.empty();
        };
    queue.wake(REPOSITORY);

    await().untilAsserted(() -> assertThat(runs).hasSize(3));
  }

  @Test
  void triesAgainWhatGivesUpWithoutBeingAsked() {
    runner =
        (key, _) -> {
          runs.add(key);
          if (runs.size() < 2) {
            throw new CancellationException();
          }
          return Optional.empty();
        };
    queue.wake(REPOSITORY);

    await().untilAsserted(() -> assertThat(runs).hasSize(2));
  }

  @Test
  void answersARequestByTheNextRunWhereTheEndOfOneIsLost() {
    List<Optional<String>> tokens = new CopyOnWriteArrayList<>();
    runner =
        (_, trigger) -> {
          tokens.add(trigger.token());
          return switch (tokens.size()) {
            case 1 -> Optional.of(new Run(Run.Result.LOST, List.of(), Optional.empty()));
            case 2 -> throw new IllegalStateException("unforeseen");
            default -> Optional.empty();
          };
        };

    queue.ask(REPOSITORY, "now");

    await().untilAsserted(() -> assertThat(tokens).hasSize(3).containsOnly(Optional.of("now")));
  }

  @Test
  void answersTheLaterOfTwoRequestsWhereTheEndOfARunIsLost() {
    List<Optional<String>> tokens = new CopyOnWriteArrayList<>();
    runner =
        (_, trigger) -> {
          tokens.add(trigger.token());
          if (tokens.size() == 1) {
            queue.ask(REPOSITORY, "later");
            return Optional.of(new Run(Run.Result.LOST, List.of(), Optional.empty()));
          }
          return Optional.empty();
        };

    queue.ask(REPOSITORY, "now");

    await()
        .untilAsserted(
            () -> assertThat(tokens).startsWith(Optional.of("now"), Optional.of("later")));
  }
}
