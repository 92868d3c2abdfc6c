package dev.freshet.engine.http;

import dev.freshet.engine.address.AddressRule;
import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.TlsMaterial;
import dev.freshet.engine.work.Admission;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The open connections of one access, apart for each proxy they go through. */
final class AccessPool {
  private static final String REACHED = "freshet.reached";
  private static final int MOST = 256;
  private static final int MOST_PER_SERVER = 64;

  /** Of those to a server, what one namespace may have that is alone. */
  private static final int MOST_PER_NAMESPACE = 32;

  private static final ConnectionConfig CONFIG =
      ConnectionConfig.custom()
          .setConnectTimeout(Timeout.ofSeconds(30))
          .setValidateAfterInactivity(TimeValue.ofSeconds(1))
          .setTimeToLive(TimeValue.ofMinutes(5))
          .build();

  private record Way(PoolingHttpClientConnectionManager connections, CloseableHttpClient client) {}

  /** Takes a while to make, and most accesses want no other. */
  private static final class OfTheSystem {
    private static final SSLContext TLS = TlsMaterial.NONE.context();
  }

  private final HttpAccess access;
  private final AddressRule addresses;
  private final SSLContext tls;
  private final Map<Optional<Fingerprint>, Way> ways = new HashMap<>();
  private final Admission admission =
      new Admission(MOST_PER_NAMESPACE, MOST_PER_SERVER - MOST_PER_NAMESPACE, 1);
  private int users;
  private long unusedSince;
  private boolean expected;

  AccessPool(HttpAccess access, AddressRule addresses) {
    this.access = access;
    this.addresses = addresses;
    this.tls = access.tls().equals(TlsMaterial.NONE) ? OfTheSystem.TLS : access.tls().context();
  }

  HttpAccess access() {
    return access;
  }

  /** For those whose requests nothing else bounds. */
  Admission admission() {
    return admission;
  }

  void entered() {
    users++;
  }

  void left(long now) {
    users--;
    unusedSince = now;
  }

  boolean isUsed() {
    return users > 0;
  }

  long unusedSince() {
    return unusedSince;
  }

  /** True for whoever is to look at the pool next. */
  boolean expect() {
    boolean first = !expected;
    expected = true;
    return first;
  }

  void looked() {
    expected = false;
  }

  CloseableHttpClient client(Optional<ProxyAddress> proxy) {
    return ways.computeIfAbsent(proxy.map(ProxyAddress::fingerprint), _ -> open(proxy)).client();
  }

  private Way open(Optional<ProxyAddress> proxy) {
    PoolingHttpClientConnectionManager connections =
        pool(proxy)
            .setConnectionFactory(_ -> new AbruptConnection())
            .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
            .setMaxConnPerRoute(MOST_PER_SERVER)
            .setMaxConnTotal(MOST)
            .setDefaultConnectionConfig(CONFIG)
            .build();
    HttpClientBuilder builder =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setUserAgent("freshet")
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .disableConnectionState()
            .addExecInterceptorFirst(
                "answers without end",
                (request, scope, chain) -> {
                  ClassicHttpResponse response = chain.proceed(request, scope);
                  HttpEntity entity = response.getEntity();
                  if (entity != null) {
                    response.setEntity(new AnswerEntity(entity, scope.execRuntime));
                  }
                  return response;
                })
            .addExecInterceptorFirst("requests given up", AccessPool::proceed);
    proxy.ifPresent(address -> {
      route(builder, address);
      believeServersOnly(builder);
    });
    return new Way(connections, builder.build());
  }

  /** Who is cut while he waits for a connection, or opens one, is told so unchecked. */
  private static ClassicHttpResponse proceed(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    try {
      return chain.proceed(request, scope);
    } catch (IllegalStateException cut) {
      throw new IOException("the request was given up", cut);
    }
  }

  /** What the environment says about proxies is the word of who runs the process. */
  private AddressRule ruleFor(Optional<ProxyAddress> proxy) {
    return proxy.isPresent() && access.proxy().isEmpty() ? AddressRule.ALLOW_ALL : addresses;
  }

  private PoolingHttpClientConnectionManagerBuilder pool(Optional<ProxyAddress> proxy) {
    AddressRule rule = ruleFor(proxy);
    return proxy
        .filter(address -> address.scheme() == ProxyAddress.Scheme.SOCKS5)
        .<PoolingHttpClientConnectionManagerBuilder>map(address -> new SocksPool(address, rule))
        .orElseGet(PoolingHttpClientConnectionManagerBuilder::create)
        .setDnsResolver(new AllowedAddresses(rule));
  }

  private void route(HttpClientBuilder builder, ProxyAddress proxy) {
    // The proxy looks the name up.
    builder.addRequestInterceptorFirst(
        (request, _, _) -> addresses.requireHost(request.getAuthority().getHostName()));
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
          new UsernamePasswordCredentials(proxy.user(), proxy.password().text().toCharArray()));
      builder.setDefaultCredentialsProvider(accounts);
      builder.addRequestInterceptorFirst((request, _, context) -> logIn(request, context, proxy));
    }
  }

  /**
   * What a proxy answers instead of opening a tunnel would pass for the answer of the server behind
   * it, which TLS vouches for.
   */
  private static void believeServersOnly(HttpClientBuilder builder) {
    builder.addExecInterceptorBefore(
        ChainElement.CONNECT.name(),
        "answers of proxies",
        (request, scope, chain) -> {
          ClassicHttpResponse response = chain.proceed(request, scope);
          if (scope.route.isTunnelled() && !Boolean.TRUE.equals(reached(scope.clientContext))) {
            response.close();
            throw ProxyRefusalException.of(response.getCode());
          }
          return response;
        });
    builder.addExecInterceptorAfter(
        ChainElement.CONNECT.name(),
        "answers of servers",
        (request, scope, chain) -> {
          scope.clientContext.setAttribute(REACHED, true);
          return chain.proceed(request, scope);
        });
  }

  private static @Nullable Object reached(HttpContext context) {
    return context.getAttribute(REACHED);
  }

  /** Where the proxy reads each request, it need not ask first. */
  private static void logIn(HttpRequest request, HttpContext context, ProxyAddress proxy) {
    if (!HttpClientContext.cast(context).getHttpRoute().isTunnelled()) {
      byte[] account =
          (proxy.user() + ":" + proxy.password().text()).getBytes(StandardCharsets.UTF_8);
      request.setHeader(
          "Proxy-Authorization", "Basic " + Base64.getEncoder().encodeToString(account));
    }
  }

  void closeIdle(Duration idle) {
    ways.values()
        .forEach(way -> way.connections().closeIdle(TimeValue.ofNanoseconds(idle.toNanos())));
  }

  void close() {
    ways.values().forEach(way -> way.client().close(CloseMode.IMMEDIATE));
  }
}
