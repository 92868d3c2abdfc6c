package dev.freshet.engine.pipeline;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs work for keys, many keys at once and one key never twice at once: a key added while it runs
 * is run once more afterwards. Each key has at most one wake-up in the future, the last one asked
 * for.
 */
public final class Workqueue<K> implements AutoCloseable {
  /** What is left of an interrupted run: the work that does not wait for anything. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Consumer<K> work;
  private final Function<K, Duration> patience;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("freshet-timer").factory());
  private final Map<K, ScheduledFuture<?>> wakeUps = new HashMap<>();
  private final Set<K> running = new HashSet<>();
  private final Set<K> again = new HashSet<>();

  /**
   * @param work called on a virtual thread; what it throws ends that thread alone, so it handles
   *     its own failures
   * @param patience how long the end of the queue waits for the work of a key
   */
  public Workqueue(Consumer<K> work, Function<K, Duration> patience) {
    this.work = work;
    this.patience = patience;
    // A wake-up of hours that another took the place of would be kept until its time.
    timer.setRemoveOnCancelPolicy(true);
  }

  public synchronized void add(K key) {
    cancelWakeUp(key);
    if (running.contains(key)) {
      again.add(key);
    } else {
      start(key);
    }
  }

  /** Adds the key later, in place of any earlier wake-up for it. */
  public synchronized void addAfter(K key, Duration delay) {
    cancelWakeUp(key);
    if (!timer.isShutdown()) {
      wakeUps.put(key, timer.schedule(() -> add(key), delay.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  /** Forgets the key's wake-up; a run under way goes on to its end. */
  public synchronized void remove(K key) {
    cancelWakeUp(key);
    again.remove(key);
  }

  private void cancelWakeUp(K key) {
    ScheduledFuture<?> wakeUp = wakeUps.remove(key);
    if (wakeUp != null) {
      wakeUp.cancel(false);
    }
  }

  private void start(K key) {
    running.add(key);
    try {
      workers.execute(() -> {
        try {
          work.accept(key);
        } finally {
          ended(key);
        }
      });
    } catch (RejectedExecutionException _) {
      // Closed meanwhile: nothing is started any more, which is what close promises.
      running.remove(key);
    }
  }

  private synchronized void ended(K key) {
    running.remove(key);
    notifyAll();
    if (again.remove(key)) {
      start(key);
    }
  }

  /** Starts nothing more, waits for what runs, and interrupts what outlasts the patience. */
  @Override
  public void close() {
    timer.shutdownNow();
    workers.shutdown();
    try {
      awaitRunning();
      workers.shutdownNow();
      var _ = workers.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitRunning() throws InterruptedException {
    again.clear();
    long begun = System.nanoTime();
    while (true) {
      Duration waited = Duration.ofNanos(System.nanoTime() - begun);
      Duration longest =
          running.stream().map(patience).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
      if (longest.compareTo(waited) <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, longest.minus(waited).toNanos());
    }
  }
}
