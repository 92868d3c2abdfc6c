package dev.freshet.engine.registry;

import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.TlsMaterial;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Pools of open connections, one per trust and proxy, for as long as they are used now and then;
 * one with a client certificate or the account of a proxy is closed by the last who uses it. They
 * follow no redirect and retry nothing.
 */
final class Connections implements AutoCloseable {
  private static final int MOST = 256;

  /** A pool not used for so long may be of an authority that is no more. */
  private static final Duration IDLE = Duration.ofHours(1);

  private static final ConnectionConfig CONFIG =
      ConnectionConfig.custom()
          .setConnectTimeout(Timeout.ofSeconds(30))
          .setValidateAfterInactivity(TimeValue.ofSeconds(1))
          .setTimeToLive(TimeValue.ofMinutes(5))
          .build();

  private record Key(Fingerprint tls, Optional<Fingerprint> proxy) {}

  private static final class Pool {
    private final CloseableHttpClient client;
    private final boolean secret;
    private int users;
    private Instant lastUsed;

    Pool(TlsMaterial tls, Optional<ProxyAddress> proxy, Instant opened) {
      client = open(tls, proxy);
      secret =
          tls.clientCertificate().isPresent() || proxy.filter(ProxyAddress::hasAccount).isPresent();
      lastUsed = opened;
    }
  }

  private final InstantSource clock;
  private final Map<Key, Pool> pools = new HashMap<>();

  Connections(InstantSource clock) {
    this.clock = clock;
  }

  /** What one user of the pools has in use until it is closed. */
  final class Lease implements AutoCloseable {
    private final Set<Pool> used = new HashSet<>();
    private boolean closed;

    /**
     * @throws InterruptedIOException when the lease is closed
     */
    CloseableHttpClient client(TlsMaterial tls, Optional<ProxyAddress> proxy)
        throws InterruptedIOException {
      synchronized (pools) {
        if (closed) {
          throw new InterruptedIOException("nobody waits for an answer any more");
        }
        return take(tls, proxy).client;
      }
    }

    private Pool take(TlsMaterial tls, Optional<ProxyAddress> proxy) {
      Pool pool = pool(tls, proxy);
      if (used.add(pool)) {
        pool.users++;
      }
      return pool;
    }

    @Override
    public void close() {
      List<Pool> secrets = new ArrayList<>();
      synchronized (pools) {
        closed = true;
        for (Pool pool : used) {
          pool.users--;
          pool.lastUsed = clock.instant();
          if (pool.users == 0 && pool.secret) {
            secrets.add(pool);
          }
        }
        used.clear();
        pools.values().removeAll(secrets);
      }
      // Not under the lock: to say good-bye may take a server's time.
      secrets.forEach(pool -> pool.client.close(CloseMode.GRACEFUL));
    }
  }

  /**
   * For one who will go this way, mostly.
   *
   * @throws InvalidInputException when the certificates cannot be used
   */
  Lease lease(TlsMaterial tls, Optional<ProxyAddress> proxy) {
    Lease lease = new Lease();
    synchronized (pools) {
      var _ = lease.take(tls, proxy);
    }
    return lease;
  }

  private Pool pool(TlsMaterial tls, Optional<ProxyAddress> proxy) {
    Key key = new Key(tls.fingerprint(), proxy.map(ProxyAddress::fingerprint));
    Pool pool = pools.get(key);
    if (pool == null) {
      closeIdle();
      pool = new Pool(tls, proxy, clock.instant());
      pools.put(key, pool);
    }
    return pool;
  }

  /** Only a new pool can make them too many. */
  private void closeIdle() {
    Instant before = clock.instant().minus(IDLE);
    pools
        .values()
        .removeIf(pool -> {
          boolean idle = pool.users == 0 && pool.lastUsed.isBefore(before);
          if (idle) {
            pool.client.close(CloseMode.GRACEFUL);
          }
          return idle;
        });
  }

  private static CloseableHttpClient open(TlsMaterial tls, Optional<ProxyAddress> proxy) {
    HttpClientBuilder builder =
        HttpClients.custom()
            .setConnectionManager(
                pool(proxy)
                    .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls.context()))
                    .setMaxConnPerRoute(HostBudget.CONCURRENT)
                    .setMaxConnTotal(MOST)
                    .setDefaultConnectionConfig(CONFIG)
                    .build())
            .setUserAgent("freshet")
            .evictIdleConnections(TimeValue.ofSeconds(30))
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .disableConnectionState();
    proxy.ifPresent(address -> route(builder, address));
    return builder.build();
  }

  private static PoolingHttpClientConnectionManagerBuilder pool(Optional<ProxyAddress> proxy) {
    return proxy
        .filter(address -> address.scheme() == ProxyAddress.Scheme.SOCKS5)
        .<PoolingHttpClientConnectionManagerBuilder>map(SocksPool::new)
        .orElseGet(PoolingHttpClientConnectionManagerBuilder::create);
  }

  private static void route(HttpClientBuilder builder, ProxyAddress proxy) {
    switch (proxy.scheme()) {
      case HTTP -> routeThrough(builder, new HttpHost("http", proxy.host(), proxy.port()), proxy);
      case HTTPS -> routeThrough(builder, new HttpHost("https", proxy.host(), proxy.port()), proxy);
      case SOCKS5 -> {
        // SocksPool's sockets go through it by themselves.
      }
    }
  }

  private static void routeThrough(HttpClientBuilder builder, HttpHost host, ProxyAddress proxy) {
    builder.setProxy(host);
    if (proxy.hasAccount()) {
      var accounts = new BasicCredentialsProvider();
      accounts.setCredentials(
          new AuthScope(host),
          new UsernamePasswordCredentials(proxy.user(), proxy.password().toCharArray()));
      builder.setDefaultCredentialsProvider(accounts);
    }
  }

  @Override
  public void close() {
    synchronized (pools) {
      pools.values().forEach(pool -> pool.client.close(CloseMode.GRACEFUL));
      pools.clear();
    }
  }
}
