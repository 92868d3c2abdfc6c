package dev.freshet.engine.registry;

import dev.freshet.core.AutomationException;
import dev.freshet.core.Reason;
import dev.freshet.core.image.ImageName;
import dev.freshet.engine.http.Connections;
import java.net.URI;
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
 * One call of the client: whose, until when, and what of it is on the wire. When its time is over,
 * what is on the wire is cut, because a server that sends a byte now and then never trips a socket
 * timeout.
 */
final class Operation implements AutoCloseable {
  private final ImageName image;
  private final RegistryAccess access;
  private final HeldAccess held;
  private final Connections.Lease connections;
  private final InstantSource clock;
  private final Instant deadline;
  private final Set<Cancellable> onTheWire = ConcurrentHashMap.newKeySet();
  private final Future<?> watchdog;
  private volatile boolean cut;
  private volatile String overBecause;

  Operation(
      ImageName image,
      RegistryAccess access,
      HeldAccess held,
      Connections.Lease connections,
      InstantSource clock,
      ScheduledExecutorService watchdogs) {
    this.image = image;
    this.access = access;
    this.held = held;
    this.connections = connections;
    this.clock = clock;
    this.deadline = clock.instant().plus(access.timeout());
    this.overBecause = "timed out after " + text(access.timeout());
    this.watchdog =
        watchdogs.schedule(this::cut, access.timeout().toMillis(), TimeUnit.MILLISECONDS);
  }

  ImageName image() {
    return image;
  }

  RegistryAccess access() {
    return access;
  }

  /** What the objects with this access share. */
  HeldAccess held() {
    return held;
  }

  /** Whose share of what is bounded the requests are counted against. */
  String namespace() {
    return access.holder().namespace();
  }

  Connections.Lease connections() {
    return connections;
  }

  boolean allowsHttp() {
    return access.plainHttp() == PlainHttp.ALLOWED || image.allowsHttp();
  }

  /**
   * Whether an address a server named may be visited. HTTP is for local registries and their like:
   * an image on 10.0.0.1 must not lead its credentials to the open network in clear.
   */
  boolean mayVisit(URI target) {
    Origin origin = Origin.of(target);
    return origin.scheme().equals("https")
        || access.plainHttp() == PlainHttp.ALLOWED
        || (image.allowsHttp()
            && (Urls.isLocal(target)
                || origin
                    .host()
                    .equals(Origin.of(URI.create("http://" + image.registry())).host())));
  }

  Instant now() {
    return clock.instant();
  }

  Duration remaining() {
    Duration left = Duration.between(clock.instant(), deadline);
    return cut || left.isNegative() ? Duration.ZERO : left;
  }

  boolean isOver() {
    return remaining().isZero();
  }

  /** Lets the request be cut at the deadline; the caller ends this with {@link #finished}. */
  void started(Cancellable request) {
    onTheWire.add(request);
    if (cut) {
      request.cancel();
    }
  }

  void finished(Cancellable request) {
    onTheWire.remove(request);
  }

  AutomationException timedOut(String action) {
    return failed(action, overBecause);
  }

  AutomationException failed(String action, String cause) {
    return failed(action + ": " + cause);
  }

  AutomationException failed(String message) {
    return new AutomationException(
        Reason.READ_OPERATION_FAILED, access.credentials().redact(message));
  }

  private static String text(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  /** Ends it before its time. */
  void giveUp(String why) {
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
    connections.close();
  }
}
