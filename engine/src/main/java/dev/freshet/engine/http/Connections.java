package dev.freshet.engine.http;

import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.address.AddressRule;
import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.proxy.EnvironmentProxies;
import dev.freshet.engine.proxy.ProxyAddress;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/**
 * Pools of open connections, one per access, for as long as it is in use and half a minute more.
 * They follow no redirect and retry nothing. Those in use are as many as runs go on at a time; of
 * the others a number is kept.
 */
public final class Connections implements AutoCloseable {
  /** So long a connection waits for another request. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private static final int MOST_IDLE = 256;

  private record Key(Fingerprint access, Fingerprint tls, Optional<Fingerprint> proxy) {}

  private final EnvironmentProxies environment;
  private final AddressRule addresses;
  private final Duration idle;
  private final ScheduledThreadPoolExecutor watchdog;

  /** The one unused for longest comes first. */
  private final Map<Key, AccessPool> pools = new LinkedHashMap<>(16, 0.75f, true);

  public Connections(EnvironmentProxies environment, AddressRule addresses) {
    this(environment, addresses, IDLE);
  }

  Connections(EnvironmentProxies environment, AddressRule addresses, Duration idle) {
    this.environment = environment;
    this.addresses = addresses;
    this.idle = idle;
    this.watchdog =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("deadlines").factory());
    watchdog.setRemoveOnCancelPolicy(true);
    watchdog.setKeepAliveTime(1, TimeUnit.MINUTES);
    watchdog.allowCoreThreadTimeOut(true);
  }

  /** Without a proxy of the environment, to wherever an object says. */
  public static Connections direct() {
    return new Connections(EnvironmentProxies.none(), AddressRule.ALLOW_ALL);
  }

  /** The one thread that cuts what is over its time: it must never be made to wait. */
  public ScheduledExecutorService watchdog() {
    return watchdog;
  }

  /** What one user of a pool has in use until it is closed. */
  public final class Lease implements AutoCloseable {
    private final AccessPool pool;
    private Optional<String> guest = Optional.empty();
    private boolean closed;

    private Lease(AccessPool pool) {
      this.pool = pool;
    }

    /**
     * Waits for one of the connections to the server, of which each namespace has a part.
     *
     * @return whether there was one in time
     */
    public boolean enter(String namespace, Duration patience) throws InterruptedException {
      boolean entered = pool.admission().enter(namespace, patience);
      guest = entered ? Optional.of(namespace) : Optional.empty();
      return entered;
    }

    /**
     * What to reach a server with, whose scheme and host are in lower case.
     *
     * @throws InterruptedIOException when the lease is closed
     */
    public CloseableHttpClient client(String scheme, String host, int port)
        throws InterruptedIOException {
      synchronized (pools) {
        if (closed) {
          throw new InterruptedIOException("nobody waits for an answer any more");
        }
        return pool.client(proxy(scheme, host, port));
      }
    }

    /** The proxy to a server. */
    public Optional<ProxyAddress> proxy(String scheme, String host, int port) {
      return pool.access().proxy().or(() -> environment.proxyFor(scheme, host, port));
    }

    @Override
    public void close() {
      synchronized (pools) {
        if (!closed) {
          closed = true;
          guest.ifPresent(pool.admission()::leave);
          pool.left(System.nanoTime());
          closeSurplus();
          expect(pool, idle.toNanos());
        }
      }
    }
  }

  /**
   * For one who will ask with this access until the lease is closed.
   *
   * @throws InvalidInputException when the certificates cannot be used
   */
  public Lease lease(HttpAccess access) {
    Key key =
        new Key(
            access.fingerprint(),
            access.tls().fingerprint(),
            access.proxy().map(ProxyAddress::fingerprint));
    synchronized (pools) {
      AccessPool pool = pools.get(key);
      if (pool == null) {
        pool = new AccessPool(access, addresses);
        pools.put(key, pool);
      }
      pool.entered();
      return new Lease(pool);
    }
  }

  private void closeSurplus() {
    List<AccessPool> unused = pools.values().stream().filter(pool -> !pool.isUsed()).toList();
    unused.stream().limit(Math.max(0, unused.size() - MOST_IDLE)).forEach(this::discard);
  }

  /** Looks at the pool again after that time, unless somebody is to do so already. */
  private void expect(AccessPool pool, long nanos) {
    if (!watchdog.isShutdown() && pool.expect()) {
      var _ = watchdog.schedule(() -> look(pool), nanos, TimeUnit.NANOSECONDS);
    }
  }

  private void look(AccessPool pool) {
    synchronized (pools) {
      pool.looked();
      if (pool.isUsed()) {
        pool.closeIdle(idle);
        expect(pool, idle.toNanos());
        return;
      }
      long left = pool.unusedSince() + idle.toNanos() - System.nanoTime();
      if (left > 0) {
        expect(pool, left);
      } else {
        discard(pool);
      }
    }
  }

  private void discard(AccessPool pool) {
    pools.values().remove(pool);
    pool.close();
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
    synchronized (pools) {
      pools.values().forEach(AccessPool::close);
      pools.clear();
    }
  }
}
