package dev.freshet.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkqueueTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final List<String> done = new CopyOnWriteArrayList<>();

  @Test
  void answersWhetherItMoves() throws InterruptedException {
    try (var queue = new Workqueue<String>(done::add, _ -> LONG, turns())) {
      var answered = new CountDownLatch(1);

      queue.probe(answered::countDown);

      assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void runsManyKeysAtOnce() {
    CountDownLatch both = new CountDownLatch(2);
    try (var queue =
        new Workqueue<String>(
            key -> {
              both.countDown();
              awaitQuietly(both);
              done.add(key);
            },
            _ -> LONG,
            turns())) {
      queue.add("a");
      queue.add("b");

      await().until(() -> done.size() == 2);
    }
  }

  @Test
  void runsOneKeyNeverTwiceAtOnceAndOnceMoreForAllThatCameMeanwhile() {
    Semaphore go = new Semaphore(0);
    AtomicInteger running = new AtomicInteger();
    try (var queue =
        new Workqueue<String>(
            key -> {
              done.add(key + running.incrementAndGet());
              go.acquireUninterruptibly();
              running.decrementAndGet();
            },
            _ -> LONG,
            turns())) {
      queue.add("a");
      await().until(() -> done.size() == 1);
      queue.add("a");
      queue.add("a");
      queue.add("a");

      go.release(4);

      await().until(() -> done.size() == 2 && running.get() == 0);
      assertThat(done).containsExactly("a1", "a1");
    }
  }

  @Test
  void keepsOnlyTheLastWakeUp() {
    try (var queue = new Workqueue<String>(done::add, _ -> LONG, turns())) {
      queue.addAfter("a", Duration.ofMillis(1).plus(LONG));
      queue.addAfter("a", Duration.ofMillis(1));

      await().until(() -> done.size() == 1);
      assertThat(done).containsExactly("a");
    }
  }

  @Test
  void takesAWakeUpThatNoClockCanCount() {
    try (var queue = new Workqueue<String>(done::add, _ -> LONG, turns())) {
      queue.addAfter("a", Duration.ofSeconds(Long.MAX_VALUE));
      queue.addAfter("b", Duration.ofSeconds(Long.MIN_VALUE));

      await().until(() -> done.contains("b"));
      assertThat(done).containsExactly("b");
    }
  }

  @Test
  void goesOnAfterWorkThatDies() {
    try (var queue =
        new Workqueue<String>(
            key -> {
              done.add(key);
              throw new AssertionError(key);
            },
            _ -> LONG,
            turns())) {
      queue.add("a");
      await().dontCatchUncaughtExceptions().until(() -> done.size() == 1);
      queue.add("a");

      await().dontCatchUncaughtExceptions().until(() -> done.size() == 2);
    }
  }

  @Test
  void forgetsTheWakeUpOfARemovedKey() {
    try (var queue = new Workqueue<String>(done::add, _ -> LONG, turns())) {
      queue.addAfter("a", Duration.ofMillis(50));
      queue.remove("a");
      queue.addAfter("b", Duration.ofMillis(100));

      await().until(() -> done.contains("b"));
      assertThat(done).containsExactly("b");
    }
  }

  @Test
  void finishesWhatRunsAndStartsNothingMoreWhenClosed() {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Workqueue<String> queue =
        new Workqueue<>(
            key -> {
              started.countDown();
              awaitQuietly(go);
              done.add(key);
            },
            _ -> LONG,
            turns());
    queue.add("a");
    awaitQuietly(started);
    queue.add("a");

    Thread closing = Thread.ofVirtual().start(queue::close);
    await()
        .until(() ->
            closing.getState() == Thread.State.WAITING
                || closing.getState() == Thread.State.TIMED_WAITING);
    go.countDown();

    await().until(() -> !closing.isAlive());
    queue.add("b");
    assertThat(done).containsExactly("a");
  }

  @Test
  void interruptsWhatOutlastsItsPatienceOnceTheOthersHaveEnded() {
    CountDownLatch started = new CountDownLatch(2);
    Semaphore go = new Semaphore(0);
    Semaphore never = new Semaphore(0);
    var queue =
        new Workqueue<String>(
            key -> {
              started.countDown();
              try {
                (key.equals("push") ? go : never).acquire();
                done.add(key + " ended");
              } catch (InterruptedException _) {
                done.add(key + " interrupted");
              }
            },
            key -> key.equals("push") ? LONG : Duration.ofMillis(1),
            turns());
    queue.add("scan");
    queue.add("push");
    awaitQuietly(started);

    Thread closing = Thread.ofVirtual().start(queue::close);
    go.release();

    await().until(() -> !closing.isAlive());
    assertThat(done).containsExactly("push ended", "scan interrupted");
  }

  private static RunTurns<String> turns() {
    return new RunTurns<>(10, _ -> "all", _ -> 0, RunTurns.Solitude.DEFAULT);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void givesUpWhatIsUnderWayAndDoesWhatIsAddedThen() {
    var forEver = new CountDownLatch(1);
    try (var queue =
        new Workqueue<String>(
            key -> {
              done.add(key);
              if (done.size() == 1) {
                awaitQuietly(forEver);
                done.add(Thread.currentThread().isInterrupted() ? "given up" : "ended");
              }
            },
            _ -> LONG,
            turns())) {
      queue.add("a");
      await().until(() -> done.size() == 1);
      queue.add("a");
      queue.giveUp("a");

      await().untilAsserted(() -> assertThat(done).containsExactly("a", "given up", "a"));
      queue.giveUp("a");
    }
  }
}
