package dev.freshet.engine.git.http;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** The time one checkout or push may take, however slowly the server drips. */
final class SessionDeadline extends EmptyProgressMonitor {
  private final long end;
  private final Duration whole;
  private volatile boolean cut;

  private SessionDeadline(Duration whole) {
    this.whole = whole;
    this.end = System.nanoTime() + whole.toNanos();
  }

  static SessionDeadline after(Duration whole) {
    return new SessionDeadline(whole);
  }

  int remainingMillis() {
    return Math.clamp((end - System.nanoTime()) / 1_000_000, 1, Integer.MAX_VALUE);
  }

  /** Ends the time now: nobody wants the outcome any more. */
  void cut() {
    cut = true;
  }

  boolean isOver() {
    return cut || end - System.nanoTime() <= 0;
  }

  /** Ends a read or write that a server keeps alive with a byte now and then. */
  void check() throws InterruptedIOException {
    if (isOver()) {
      throw new SocketTimeoutException(toString());
    }
  }

  /** Cuts what is on the wire when the time is over, unless the result is cancelled before. */
  Future<?> cutting(Cancellable onTheWire, ScheduledExecutorService watchdog) {
    // A moment later, so that what is cut finds the time over.
    long nanos = Math.max(0, end - System.nanoTime()) + TimeUnit.MILLISECONDS.toNanos(1);
    return watchdog.schedule(onTheWire::cancel, nanos, TimeUnit.NANOSECONDS);
  }

  void pause(Duration wait) throws InterruptedIOException {
    try {
      TimeUnit.MILLISECONDS.sleep(Math.min(wait.toMillis(), remainingMillis()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  @Override
  public boolean isCancelled() {
    return isOver();
  }

  @Override
  public String toString() {
    return whole.toMillis() % 1000 == 0
        ? "timed out after " + whole.toSeconds() + "s"
        : "timed out after " + whole.toMillis() + "ms";
  }
}
