package dev.freshet.engine.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Duration NOT = Duration.ZERO;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Admission admission = new Admission(4, 3, 2);

  private int taken(String namespace, int wanted) throws InterruptedException {
    int taken = 0;
    for (int i = 0; i < wanted; i++) {
      taken += admission.enter(namespace, NOT) ? 1 : 0;
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
    admission.leave("a");
    assertThat(taken("a", 10)).isEqualTo(1);
  }

  @Test
  void goToNamespacesInTurn() throws Exception {
    taken("a", 4);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> waiting = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        waiting.add(threads.submit(() -> admission.enter("a", LONG)));
      }
      Future<Boolean> other = threads.submit(() -> admission.enter("b", LONG));

      assertThat(other.get()).isTrue();
      admission.leave("b");
      for (int i = 0; i < 50; i++) {
        admission.leave("a");
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
        if (admission.enter(namespace, Duration.ofMillis(1))) {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          Thread.onSpinWait();
          running.decrementAndGet();
          admission.leave(namespace);
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
