package dev.freshet.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Duration NOT = Duration.ZERO;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Turns turns = new Turns(4, 2, 3);

  private int taken(String namespace, int wanted) throws InterruptedException {
    int taken = 0;
    for (int i = 0; i < wanted; i++) {
      taken += turns.take(namespace, NOT) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void giveAllToOneThatIsAlone() throws InterruptedException {
    assertThat(taken("a", 10)).isEqualTo(4);
  }

  @Test
  void haveRoomForTheShareOfOthers() throws InterruptedException {
    taken("a", 10);

    assertThat(taken("b", 10)).isEqualTo(2);
    assertThat(taken("c", 10)).isEqualTo(1);
    assertThat(taken("d", 10)).isEqualTo(0);
  }

  @Test
  void comeBackWhenTheyAreGivenBack() throws InterruptedException {
    taken("a", 10);
    turns.giveBack("a");
    assertThat(taken("a", 10)).isEqualTo(1);
  }

  @Test
  void goToNamespacesInTurn() throws Exception {
    taken("a", 4);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> waiting = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        waiting.add(threads.submit(() -> turns.take("a", LONG)));
      }
      Future<Boolean> other = threads.submit(() -> turns.take("b", LONG));

      assertThat(other.get()).isTrue();
      turns.giveBack("b");
      for (int i = 0; i < 50; i++) {
        turns.giveBack("a");
      }
      for (Future<Boolean> one : waiting) {
        assertThat(one.get()).isTrue();
      }
    }
  }

  @Test
  void areNeverMoreThanThereAreWhoeverGivesUp() throws Exception {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    List<Callable<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String namespace = "n" + i % 5;
      all.add(() -> {
        if (turns.take(namespace, Duration.ofMillis(1))) {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          Thread.onSpinWait();
          running.decrementAndGet();
          turns.giveBack(namespace);
        }
        return true;
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(all);
    }

    assertThat(most.get()).isBetween(1, 7);
    assertThat(taken("a", 10)).isEqualTo(4);
  }
}
