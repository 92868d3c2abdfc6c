package dev.freshet.engine.registry.host;

import dev.freshet.engine.registry.auth.RegistryAccess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;

/**
 * One call: whose, until when, and what of it is on the wire. When its time is over, what is on the
 * wire is cut, because a server that sends a byte now and then never trips a socket timeout.
 */
public abstract class Operation implements AutoCloseable {
  private final RegistryAccess access;
  private final InstantSource clock;
  private final Instant deadline;
  private final Set<Cancellable> onTheWire = ConcurrentHashMap.newKeySet();
  private final Future<?> watchdog;
  private volatile boolean cut;
  private volatile String overBecause;

  Operation(RegistryAccess access, InstantSource clock, ScheduledExecutorService watchdogs) {
    this.access = access;
    this.clock = clock;
    this.deadline = clock.instant().plus(access.timeout());
    this.overBecause = "timed out after " + text(access.timeout());
    this.watchdog =
        watchdogs.schedule(this::cut, access.timeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  public RegistryAccess access() {
    return access;
  }

  /** Whose share of what is bounded the requests are counted against. */
  public String namespace() {
    return access.holder().namespace();
  }

  public Instant now() {
    return clock.instant();
  }

  public Duration remaining() {
    Duration left = Duration.between(clock.instant(), deadline);
    return cut || left.isNegative() ? Duration.ZERO : left;
  }

  public boolean isOver() {
    return remaining().isZero();
  }

  /** Lets the request be cut at the deadline; the caller ends this with {@link #finished}. */
  public void started(Cancellable request) {
    onTheWire.add(request);
    if (cut) {
      request.cancel();
    }
  }

  public void finished(Cancellable request) {
    onTheWire.remove(request);
  }

  public RegistryException timedOut(String action) {
    return failed(action, overBecause);
  }

  public RegistryException failed(String action, String cause) {
    return failed(action + ": " + cause);
  }

  public RegistryException failed(String message) {
    return new RegistryException(
        RegistryException.Failure.NO_ANSWER, access.credentials().redact(message), null);
  }

  private static String text(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  /** Ends it before its time. */
  public void giveUp(String why) {
    overBecause = why;
    cut();
  }

  private void cut() {
    cut = true;
    onTheWire.forEach(Cancellable::cancel);
  }

  @Override
  public void close() {
    watchdog.cancel(false);
    cut(); // the slower of two schemes may still be waiting
  }
}
