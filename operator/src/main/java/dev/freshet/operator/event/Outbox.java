package dev.freshet.operator.event;

import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.Backoff;
import dev.freshet.operator.thread.Boundary;
import dev.freshet.web.health.Pulse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue in front of a receiver that may be slow or away. Putting never blocks and never
 * fails; what finds no room, or cannot be delivered in the given attempts, is dropped and logged.
 * Events of one object keep their order; one that has to wait holds back no other object's.
 */
final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final String name;
  private final DeliveryPolicy delivery;
  private final Thread thread;
  private final Pulse.Round round = new Pulse.Round();

  /** In the order they came; guarded by this, as are the fields below. */
  private final Deque<Parcel> waiting = new ArrayDeque<>();

  /** The objects whose first event was tried in vain. */
  private final Map<ObjectKey, Retry> retries = new HashMap<>();

  private int underWay;

  private boolean closing;

  /** Since the last one that found room. */
  private long dropped;

  private record Parcel(ObjectEvent event, Attempt attempt) {
    ObjectKey object() {
      return event.event().object();
    }
  }

  /**
   * @param attempts made so far
   * @param due when the next one is, by the clock of {@link System#nanoTime}
   */
  private record Retry(int attempts, long due) {
    long left(long now) {
      return due - now;
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
  record DeliveryPolicy(int capacity, int attempts, Backoff pauses, Duration flush) {}

  Outbox(String name, DeliveryPolicy delivery) {
    this.name = name;
    this.delivery = delivery;
    thread = Thread.ofVirtual().name(name).start(this::run);
  }

  synchronized void put(ObjectEvent event, Attempt attempt) {
    if (closing || waiting.size() == delivery.capacity()) {
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

  void expectIn(BiConsumer<String, Consumer<Runnable>> expecting) {
    expecting.accept("the outbox of " + name, this::probe);
  }

  synchronized void probe(Runnable answer) {
    round.accept(answer);
    notifyAll();
  }

  private void run() {
    try {
      for (Optional<Parcel> next = next(); next.isPresent(); next = next()) {
        Parcel parcel = next.get();
        switch (attempted(parcel)) {
          case DONE -> forget(parcel);
          case AGAIN -> retryOrDrop(parcel);
        }
      }
    } catch (InterruptedException _) {
      // Closing has waited long enough and says what is lost.
    }
  }

  /** Waits for the first event whose turn it is; empty at the end. */
  private synchronized Optional<Parcel> next() throws InterruptedException {
    while (true) {
      round.comeRound();
      long pause = Long.MAX_VALUE;
      // One moment for all: else a later event of an object could overtake one that has to wait.
      long now = System.nanoTime();
      for (Iterator<Parcel> parcels = waiting.iterator(); parcels.hasNext(); ) {
        Parcel parcel = parcels.next();
        long left =
            Optional.ofNullable(retries.get(parcel.object()))
                .map(retry -> retry.left(now))
                .orElse(0L);
        if (left <= 0) {
          parcels.remove();
          underWay = 1;
          return Optional.of(parcel);
        }
        pause = Math.min(pause, left);
      }
      if (waiting.isEmpty() && closing) {
        return Optional.empty();
      }
      TimeUnit.NANOSECONDS.timedWait(this, pause);
    }
  }

  private synchronized void forget(Parcel parcel) {
    underWay = 0;
    retries.remove(parcel.object());
  }

  private synchronized void retryOrDrop(Parcel parcel) {
    underWay = 0;
    int attempts =
        1 + Optional.ofNullable(retries.get(parcel.object())).map(Retry::attempts).orElse(0);
    if (attempts < delivery.attempts()) {
      long due = System.nanoTime() + delivery.pauses().after(attempts).toNanos();
      retries.put(parcel.object(), new Retry(attempts, due));
      waiting.addFirst(parcel);
      return;
    }
    retries.remove(parcel.object());
    LOG.atError()
        .addKeyValue("to", name)
        .addKeyValue("object", parcel.object())
        .addKeyValue("reason", parcel.event().reason())
        .addKeyValue("attempts", attempts)
        .log("event dropped: it could not be delivered");
  }

  private Delivery attempted(Parcel parcel) throws InterruptedException {
    // One event that nobody foresaw is done with, and does not silence all others.
    Delivery delivery =
        Boundary.call(
            "deliver an event of %s to %s".formatted(parcel.object(), name),
            Delivery.DONE,
            parcel.attempt()::make);
    if (Thread.interrupted()) {
      throw new InterruptedException("closed");
    }
    return delivery;
  }

  /** Takes nothing more, and gives what is queued the time of the delivery policy. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    boolean interrupted = false;
    try {
      thread.join(delivery.flush());
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
    return waiting.size() + underWay;
  }
}
