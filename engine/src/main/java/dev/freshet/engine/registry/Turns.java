package dev.freshet.engine.registry;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * So many at a time, namespaces by turns. One that is alone may have all; beyond that number there
 * is room for those that have less than their share, so that none can keep the others waiting for
 * ever. What it keeps is bounded by who waits and who has a turn.
 */
final class Turns {
  private final int most;
  private final int share;
  private final int guests;

  /** Who waits, by namespace; the namespace served last comes last. Guarded by this. */
  private final Map<String, Queue<Semaphore>> waiting = new LinkedHashMap<>();

  /** How many turns each namespace has. Guarded by this. */
  private final Map<String, Integer> taken = new HashMap<>();

  /** Guarded by this. */
  private int running;

  /**
   * @param most for whoever wants them
   * @param share up to which a namespace may have some of those for guests
   * @param guests how many there are beyond the most
   */
  Turns(int most, int share, int guests) {
    this.most = most;
    this.share = share;
    this.guests = guests;
  }

  /**
   * Waits for a turn, which the caller gives back with {@link #giveBack}.
   *
   * @return whether there was one in time
   */
  boolean take(String namespace, Duration patience) throws InterruptedException {
    var turn = new Semaphore(0);
    add(namespace, turn);
    try {
      return turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
          || !isWithdrawn(namespace, turn);
    } catch (InterruptedException interrupted) {
      if (!isWithdrawn(namespace, turn)) {
        giveBack(namespace);
      }
      throw interrupted;
    }
  }

  synchronized void giveBack(String namespace) {
    running--;
    taken.computeIfPresent(namespace, (_, many) -> many == 1 ? null : many - 1);
    giveWhatMay();
  }

  private synchronized void add(String namespace, Semaphore turn) {
    waiting.computeIfAbsent(namespace, _ -> new ArrayDeque<>()).add(turn);
    giveWhatMay();
  }

  /** False for one that was given its turn at the last moment. */
  private synchronized boolean isWithdrawn(String namespace, Semaphore turn) {
    Queue<Semaphore> queue = waiting.get(namespace);
    if (queue == null || !queue.remove(turn)) {
      return false;
    }
    if (queue.isEmpty()) {
      waiting.remove(namespace);
    }
    return true;
  }

  private void giveWhatMay() {
    boolean given;
    do {
      given = false;
      for (String namespace : List.copyOf(waiting.keySet())) {
        boolean guest = taken.getOrDefault(namespace, 0) < share;
        if (running < (guest ? most + guests : most)) {
          give(namespace);
          given = true;
        }
      }
    } while (given);
  }

  private void give(String namespace) {
    Queue<Semaphore> queue = waiting.remove(namespace);
    if (queue == null) {
      return;
    }
    queue.remove().release();
    if (!queue.isEmpty()) {
      waiting.put(namespace, queue); // behind the others
    }
    running++;
    taken.merge(namespace, 1, Integer::sum);
  }
}
