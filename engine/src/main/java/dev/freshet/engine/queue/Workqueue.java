package dev.freshet.engine.queue;

import dev.freshet.engine.work.OutOfMemory;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work for keys, many keys at once as {@link RunTurns} lets them, and one key never twice at
 * once: a key added while it runs is run once more afterwards. Each key has at most one wake-up in
 * the future, the last one asked for.
 */
public final class Workqueue<K> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workqueue.class);

  /** What is left of an interrupted run: the work that does not wait for anything. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /** Later is never, and a text may ask for more than a clock can count. */
  private static final Duration LATEST = Duration.ofDays(365);

  /** How often is looked whether the time has come for what runs alone. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Consumer<K> work;
  private final Function<K, Duration> patience;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("freshet-timer").factory());
  private final Map<K, ScheduledFuture<?>> wakeUps = new HashMap<>();
  private final RunTurns<K> turns;
  private final Set<K> again = new HashSet<>();

  /** Whose work is under way, and where. */
  private final Map<K, Thread> underWay = new HashMap<>();

  private boolean looksLater;
  private boolean closed;

  /**
   * @param work called on a virtual thread; what it throws ends that thread alone, so it handles
   *     its own failures
   * @param patience how long the end of the queue waits for the work of a key
   */
  Workqueue(Consumer<K> work, Function<K, Duration> patience, RunTurns<K> turns) {
    this.work = work;
    this.patience = patience;
    this.turns = turns;
    // A wake-up of hours that another took the place of would be kept until its time.
    timer.setRemoveOnCancelPolicy(true);
  }

  public synchronized void add(K key) {
    cancelWakeUp(key);
    if (turns.isRunning(key)) {
      again.add(key);
    } else if (!closed) {
      turns.add(key, System.nanoTime());
      startWhatMay();
    }
  }

  /** Adds the key later, in place of any earlier wake-up for it. */
  public synchronized void addAfter(K key, Duration delay) {
    cancelWakeUp(key);
    if (!closed) {
      Duration soon = delay.isNegative() ? Duration.ZERO : delay;
      wakeUps.put(key, schedule(() -> add(key), soon.compareTo(LATEST) > 0 ? LATEST : soon));
    }
  }

  /**
   * Calls the answer the way a key comes to its work: by the timer, then on a thread of its own.
   */
  public synchronized void probe(Runnable answer) {
    timer.execute(() -> workers.execute(answer));
  }

  /** Whether the key's work begins only when there is no other. */
  synchronized boolean runsAlone(K key) {
    return turns.runsAlone(key);
  }

  /** Forgets the key's wake-up; a run under way goes on to its end. */
  public synchronized void remove(K key) {
    cancelWakeUp(key);
    again.remove(key);
    turns.remove(key);
  }

  /** Interrupts the work of the key that is under way; whatever is added later is not. */
  public synchronized void giveUp(K key) {
    Thread thread = underWay.get(key);
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void cancelWakeUp(K key) {
    ScheduledFuture<?> wakeUp = wakeUps.remove(key);
    if (wakeUp != null) {
      wakeUp.cancel(false);
    }
  }

  /** What the task throws would be kept by a future that nobody asks. */
  private ScheduledFuture<?> schedule(Runnable task, Duration delay) {
    return timer.schedule(
        () -> {
          try {
            task.run();
          } catch (Throwable failure) {
            OutOfMemory.endOn(failure);
            LOG.error("this is a defect of Freshet, please report it: start runs", failure);
          }
        },
        delay.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private void startWhatMay() {
    if (closed) {
      return;
    }
    turns.begin(System.nanoTime()).forEach(this::start);
    if (turns.dependsOnTime() && !looksLater) {
      looksLater = true;
      var _ = schedule(this::look, LOOK);
    }
  }

  private synchronized void look() {
    looksLater = false;
    startWhatMay();
  }

  private void start(K key) {
    try {
      workers.execute(() -> {
        try {
          begun(key);
          work.accept(key);
        } catch (Throwable failure) {
          OutOfMemory.endOn(failure);
          throw failure;
        } finally {
          ended(key);
        }
      });
    } catch (RejectedExecutionException _) {
      // Closed meanwhile: nothing is started any more, which is what close promises.
      turns.ended(key, System.nanoTime());
    } catch (Throwable failure) {
      turns.ended(key, System.nanoTime());
      OutOfMemory.endOn(failure);
      throw failure;
    }
  }

  private synchronized void begun(K key) {
    underWay.put(key, Thread.currentThread());
  }

  private synchronized void ended(K key) {
    underWay.remove(key);
    turns.ended(key, System.nanoTime());
    notifyAll();
    if (again.remove(key) && !closed) {
      turns.add(key, System.nanoTime());
    }
    startWhatMay();
  }

  /** Starts nothing more, waits for what runs, and interrupts what outlasts the patience. */
  @Override
  public void close() {
    stopStarting();
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

  private synchronized void stopStarting() {
    closed = true;
    timer.shutdownNow();
    wakeUps.clear();
    again.clear();
    turns.clear();
  }

  private synchronized void awaitRunning() throws InterruptedException {
    long begun = System.nanoTime();
    while (true) {
      Duration waited = Duration.ofNanos(System.nanoTime() - begun);
      Duration longest =
          turns.running().stream()
              .map(patience)
              .max(Comparator.naturalOrder())
              .orElse(Duration.ZERO);
      if (longest.compareTo(waited) <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, longest.minus(waited).toNanos());
    }
  }
}
