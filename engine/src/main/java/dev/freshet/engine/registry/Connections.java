package dev.freshet.engine.registry;

import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.TlsMaterial;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
 * Pools of open connections, one per trust and proxy. They follow no redirect and retry nothing.
 */
final class Connections implements AutoCloseable {
  private static final int MOST = 256;
  private static final ConnectionConfig CONFIG =
      ConnectionConfig.custom()
          .setConnectTimeout(Timeout.ofSeconds(30))
          .setValidateAfterInactivity(TimeValue.ofSeconds(1))
          .setTimeToLive(TimeValue.ofMinutes(5))
          .build();

  private record Key(TlsMaterial tls, Optional<ProxyAddress> proxy) {}

  private final Map<Key, CloseableHttpClient> clients = new ConcurrentHashMap<>();

  CloseableHttpClient client(TlsMaterial tls, Optional<ProxyAddress> proxy) {
    return clients.computeIfAbsent(new Key(tls, proxy), Connections::open);
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
  public void close() {
    clients.values().forEach(client -> client.close(CloseMode.GRACEFUL));
  }
}
