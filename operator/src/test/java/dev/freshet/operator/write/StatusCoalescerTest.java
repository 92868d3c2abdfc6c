package dev.freshet.operator.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.operator.object.States;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusCoalescerTest {
  private static final ObjectKey KEY = States.key(ImagePolicy.KIND, "podinfo");

  private final List<String> begun = new CopyOnWriteArrayList<>();
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final Semaphore permits = new Semaphore(0);
  private final StatusCoalescer<String> board =
      new StatusCoalescer<>((key, text) -> {
        begun.add(key.name().name() + " " + text);
        permits.acquireUninterruptibly();
        shown.add(key.name().name() + " " + text);
      });

  @AfterEach
  void close() {
    permits.release(1000);
    board.close();
  }

  @Test
  void showsWhatIsPosted() {
    permits.release();

    board.post(KEY, "scanning");

    await().until(() -> shown.contains("podinfo scanning"));
  }

  @Test
  void showsOnlyTheNewestOfWhatWaits() {
    board.post(KEY, "one");
    await().until(() -> begun.size() == 1);

    board.post(KEY, "two");
    board.post(KEY, "three");
    permits.release(3);

    await().until(() -> shown.size() == 2);
    assertThat(shown).containsExactly("podinfo one", "podinfo three");
  }

  @Test
  void neverShowsTwoOfOneObjectAtOnce() {
    board.post(KEY, "one");
    await().until(() -> begun.size() == 1);

    board.post(KEY, "two");
    board.post(States.key(ImagePolicy.KIND, "other"), "one");

    await().until(() -> begun.size() == 2);
    assertThat(begun).containsExactly("podinfo one", "other one");
  }

  @Test
  void showsNothingThatIsOvertaken() {
    // More objects than writers, so that the last one has to wait.
    for (int i = 0; i < 10; i++) {
      board.post(States.key(ImagePolicy.KIND, "busy-" + i), "working");
    }
    board.post(KEY, "late");

    board.overtake(KEY);
    permits.release(100);

    await().until(() -> shown.size() == 10);
    assertThat(shown).noneMatch(text -> text.startsWith("podinfo"));
  }

  @Test
  void overtakesOnlyWhenNothingIsBeingShownAnyMore() {
    board.post(KEY, "one");
    await().until(() -> begun.size() == 1);

    CompletableFuture<List<String>> seen =
        CompletableFuture.supplyAsync(() -> {
          board.overtake(KEY);
          return List.copyOf(shown);
        });
    assertThat(seen).isNotDone();
    permits.release();

    assertThat(seen.join()).containsExactly("podinfo one");
  }
}
