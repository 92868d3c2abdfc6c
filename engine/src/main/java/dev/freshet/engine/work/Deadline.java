package dev.freshet.engine.work;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.Cutoff;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An end for work that also waits: for the network, for others. What outlasts its time is
 * interrupted and cut (see {@link Cutoff}), and fails under {@link Reason#DEADLINE_EXCEEDED}.
 */
public final class Deadline {
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final Duration most;
  private final String message;
  private final Cutoff cutoff;
  private final Thread worker = Thread.currentThread();

  /** Guarded by this. */
  private boolean ended;

  /** Guarded by this. */
  private boolean over;

  private Deadline(Duration most, String message) {
    this.most = most;
    this.message = message;
    this.cutoff = new Cutoff(message);
  }

  private static ScheduledThreadPoolExecutor timer() {
    var timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("freshet-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /**
   * Does the work on this thread.
   *
   * @param message what the failure of work that was ended says
   */
  public static <T, X extends Throwable> T of(
      Duration most, String message, ScopedValue.CallableOp<? extends T, X> work) throws X {
    return new Deadline(most, message).during(work);
  }

  private <T, X extends Throwable> T during(ScopedValue.CallableOp<? extends T, X> work) throws X {
    Future<?> end =
        TIMER.schedule(this::pass, TimeUnit.NANOSECONDS.convert(most), TimeUnit.NANOSECONDS);
    try {
      return cutoff.during(work);
    } catch (Throwable failure) {
      OutOfMemory.endOn(failure);
      if (isOver()) {
        throw new ReasonedException(Reason.DEADLINE_EXCEEDED, message, failure);
      }
      throw failure;
    } finally {
      end.cancel(false);
      leave();
    }
  }

  private synchronized void pass() {
    if (!ended) {
      over = true;
      cutoff.cut();
      worker.interrupt();
    }
  }

  private synchronized boolean isOver() {
    return over;
  }

  /** What comes after the work is not interrupted any more for its sake. */
  private synchronized void leave() {
    ended = true;
    if (over) {
      var _ = Thread.interrupted();
    }
  }
}
