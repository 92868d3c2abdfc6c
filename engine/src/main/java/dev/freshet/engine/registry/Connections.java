package dev.freshet.engine.registry;

import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.TlsMaterial;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
 * Pools of open connections, one per trust and proxy, for as long as they are used now and then.
 * They follow no redirect and retry nothing.
 */
final class Connections implements AutoCloseable {
  private static final int MOST = 256;

  /** A pool not used for so long may be of a certificate that is no more. */
  private static final Duration IDLE = Duration.ofHours(1);

  private static final ConnectionConfig CONFIG =
      ConnectionConfig.custom()
          .setConnectTimeout(Timeout.ofSeconds(30))
          .setValidateAfterInactivity(TimeValue.ofSeconds(1))
          .setTimeToLive(TimeValue.ofMinutes(5))
          .build();

  private record Key(TlsMaterial tls, Optional<ProxyAddress> proxy) {}

  private record Pool(CloseableHttpClient client, Instant lastUsed) {}

  private final InstantSource clock;
  private final Map<Key, Pool> pools = new HashMap<>();

  Connections(InstantSource clock) {
    this.clock = clock;
  }

  synchronized CloseableHttpClient client(TlsMaterial tls, Optional<ProxyAddress> proxy) {
    Key key = new Key(tls, proxy);
    Instant now = clock.instant();
    Pool known = pools.get(key);
    if (known == null) {
      closeIdle(now.minus(IDLE));
    }
    CloseableHttpClient client = known == null ? open(key) : known.client();
    pools.put(key, new Pool(client, now));
    return client;
  }

  /** Only a new pool can make them too many; no exchange takes as long as an idle one rests. */
  private void closeIdle(Instant before) {
    pools
        .values()
        .removeIf(pool -> {
          boolean idle = pool.lastUsed().isBefore(before);
          if (idle) {
            pool.client().close(CloseMode.GRACEFUL);
          }
          return idle;
        });
  }

  private static CloseableHttpClient open(Key key) {
    HttpClientBuilder builder =
        HttpClients.custom()
            .setConnectionManager(
                pool(key.proxy())
                    .setTlsSocketStrategy(new DefaultClientTlsStrategy(key.tls().context()))
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
    key.proxy().ifPresent(proxy -> route(builder, proxy));
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
  public synchronized void close() {
    pools.values().forEach(pool -> pool.client().close(CloseMode.GRACEFUL));
  }
}
