package dev.freshet.engine.work;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets threads in by {@link Turns}; they wait outside. */
public final class Admission {
  /** Guarded by this. */
  private final Turns<Semaphore> turns;

  /** See {@link Turns}. */
  public Admission(int places, int guests, int leastShare) {
    this.turns = new Turns<>(places, guests, leastShare);
  }

  /**
   * Waits to be let in; who is lets others in with {@link #leave}.
   *
   * @return whether it was in time
   */
  public boolean enter(String namespace, Duration patience) throws InterruptedException {
    var pass = new Semaphore(0);
    add(namespace, pass);
    try {
      // One that was let in at the last moment waits no more.
      return pass.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
          || !isWithdrawn(namespace, pass);
    } catch (InterruptedException interrupted) {
      if (!isWithdrawn(namespace, pass)) {
        leave(namespace);
      }
      throw interrupted;
    }
  }

  public synchronized void leave(String namespace) {
    turns.ended(namespace);
    letIn();
  }

  private synchronized void add(String namespace, Semaphore pass) {
    turns.add(namespace, pass);
    letIn();
  }

  private synchronized boolean isWithdrawn(String namespace, Semaphore pass) {
    return turns.remove(namespace, pass);
  }

  private void letIn() {
    for (Optional<Semaphore> next = turns.next(); next.isPresent(); next = turns.next()) {
      next.get().release();
    }
  }
}
