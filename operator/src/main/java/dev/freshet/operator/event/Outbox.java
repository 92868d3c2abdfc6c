package dev.freshet.operator.event;

import dev.freshet.engine.state.ObjectKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue in front of a receiver that may be slow, away, or not take everything. Putting
 * never blocks and never fails; what finds no room, or cannot be delivered in the given attempts,
 * is dropped and logged. Events of one object go in their order; one that has to be tried again
 * lets those of other objects pass.
 */
final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final String name;
  private final Terms terms;
  private final Thread thread;

  /** Guarded by this, as is closing. */
  private final Deque<Parcel> waiting = new ArrayDeque<>();

  private boolean closing;

  /** Whether one is taken out and not done with; guarded by this. */
  private boolean underWay;

  /** Since the last one that found room; guarded by this. */
  private long dropped;

  private record Parcel(ObjectEvent event, Attempt attempt, int attempts, long due) {
    ObjectKey object() {
      return event.event().object();
    }

    long nanosUntilDue(long now) {
      return due - now;
    }

    Parcel again(Duration pause) {
      return new Parcel(event, attempt, attempts + 1, System.nanoTime() + pause.toNanos());
    }
  }

  /** One try to take an event to where it is wanted. */
  @FunctionalInterface
  interface Attempt {
    Delivery make() throws InterruptedException;
  }

  /** What became of one attempt; an event that is refused for good is done with. */
  enum Delivery {
    DONE,
    AGAIN
  }

  /**
   * How long an outbox tries.
   *
   * @param flush how long closing waits for what is still queued
   */
  record Terms(
      int capacity, int attempts, Duration firstPause, Duration longestPause, Duration flush) {
    private Duration pauseAfter(int attempt) {
      Duration pause = firstPause.multipliedBy(1L << Math.min(attempt - 1, 30));
      return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
  }

  Outbox(String name, Terms terms) {
    this.name = name;
    this.terms = terms;
    thread = Thread.ofVirtual().name(name).start(this::run);
  }

  synchronized void put(ObjectEvent event, Attempt attempt) {
    if (closing || waiting.size() >= terms.capacity()) {
      if (dropped++ == 0) {
        // One line for a whole time of trouble; the number follows when it is over.
        LOG.atError().addKeyValue("to", name).log("event dropped: the queue takes no more");
      }
      return;
    }
    if (dropped > 0) {
      LOG.atError()
          .addKeyValue("to", name)
          .addKeyValue("dropped", dropped)
          .log("events were dropped");
      dropped = 0;
    }
    waiting.add(new Parcel(event, attempt, 0, System.nanoTime()));
    notifyAll();
  }

  private void run() {
    try {
      for (Optional<Parcel> next = next(); next.isPresent(); next = next()) {
        deliver(next.get());
      }
    } catch (InterruptedException _) {
      // Closing has waited long enough and says what is lost.
    }
  }

  private synchronized Optional<Parcel> next() throws InterruptedException {
    underWay = false;
    while (!closing || !waiting.isEmpty()) {
      long now = System.nanoTime();
      List<Parcel> heads = heads();
      Optional<Parcel> due = heads.stream().filter(head -> head.nanosUntilDue(now) <= 0).findFirst();
      if (due.isPresent()) {
        waiting.remove(due.get());
        underWay = true;
        return due;
      }
      OptionalLong soonest = heads.stream().mapToLong(head -> head.nanosUntilDue(now)).min();
      if (soonest.isPresent()) {
        TimeUnit.NANOSECONDS.timedWait(this, soonest.getAsLong());
      } else {
        wait();
      }
    }
    return Optional.empty();
  }

  /** The first of each object: those behind it wait for it. */
  private List<Parcel> heads() {
    Set<ObjectKey> seen = new HashSet<>();
    return waiting.stream().filter(parcel -> seen.add(parcel.object())).toList();
  }

  private void deliver(Parcel parcel) throws InterruptedException {
    if (attempted(parcel) == Delivery.DONE) {
      return;
    }
    int attempts = parcel.attempts() + 1;
    if (attempts == terms.attempts()) {
      LOG.atError()
          .addKeyValue("to", name)
          .addKeyValue("object", parcel.object())
          .addKeyValue("reason", parcel.event().reason())
          .addKeyValue("attempts", attempts)
          .log("event dropped: it could not be delivered");
      return;
    }
    synchronized (this) {
      waiting.addFirst(parcel.again(terms.pauseAfter(attempts))); // before others of its object
    }
  }

  private Delivery attempted(Parcel parcel) throws InterruptedException {
    try {
      return parcel.attempt().make();
    } catch (RuntimeException failure) {
      if (Thread.interrupted()) {
        throw new InterruptedException("closed");
      }
      // The thread's own boundary: one event nobody foresaw must not silence all others.
      LOG.atError()
          .addKeyValue("to", name)
          .addKeyValue("object", parcel.event().event().object())
          .setCause(failure)
          .log("event dropped: it could not be made");
      return Delivery.DONE;
    }
  }

  /** Takes nothing more, and gives what is queued the time of the terms. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    boolean interrupted = false;
    try {
      thread.join(terms.flush());
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (thread.isAlive()) {
      thread.interrupt();
      LOG.atError()
          .addKeyValue("to", name)
          .addKeyValue("dropped", undelivered())
          .log("events were dropped at the end");
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized int undelivered() {
    return waiting.size() + (underWay ? 1 : 0);
  }
}
