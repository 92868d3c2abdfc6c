package dev.freshet.operator.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue in front of a receiver that may be slow or away. Putting never blocks and never
 * fails; what finds no room, or cannot be delivered in the given attempts, is dropped and logged.
 */
final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final String name;
  private final Terms terms;
  private final Thread thread;

  /** Guarded by this, as is closing. */
  private final Queue<Parcel> waiting = new ArrayDeque<>();

  private boolean closing;

  /** Since the last one that found room; guarded by this. */
  private long dropped;

  private record Parcel(ObjectEvent event, Attempt attempt) {}

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
    if (closing || waiting.size() == terms.capacity()) {
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
    waiting.add(new Parcel(event, attempt));
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
    while (waiting.isEmpty()) {
      if (closing) {
        return Optional.empty();
      }
      wait();
    }
    return Optional.of(waiting.remove());
  }

  private void deliver(Parcel parcel) throws InterruptedException {
    for (int attempt = 1; attempted(parcel) == Delivery.AGAIN; attempt++) {
      if (attempt == terms.attempts()) {
        LOG.atError()
            .addKeyValue("to", name)
            .addKeyValue("object", parcel.event().event().object())
            .addKeyValue("reason", parcel.event().reason())
            .addKeyValue("attempts", attempt)
            .log("event dropped: it could not be delivered");
        return;
      }
      Thread.sleep(terms.pauseAfter(attempt));
    }
  }

  private Delivery attempted(Parcel parcel) throws InterruptedException {
    try {
      return parcel.attempt().make();
    } catch (RuntimeException failure) {
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

  /** With the one under way. */
  private synchronized int undelivered() {
    return waiting.size() + 1;
  }
}
