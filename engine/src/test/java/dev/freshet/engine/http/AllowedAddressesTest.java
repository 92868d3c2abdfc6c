package dev.freshet.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.freshet.engine.address.AddressRule;
import dev.freshet.engine.address.DeniedAddressException;
import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.proxy.EnvironmentProxies;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.TlsMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {
  private static final AddressRule IN_CLUSTER = AddressRule.parse(AddressRule.IN_CLUSTER);

  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;

  /** A server, and a proxy to whatever is asked of it. */
  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private static int ask(
      String host, int port, Optional<ProxyAddress> proxy, EnvironmentProxies environment)
      throws IOException {
    var access = new HttpAccess(Fingerprint.NOTHING, TlsMaterial.NONE, proxy);
    try (var connections = new Connections(environment, IN_CLUSTER);
        Connections.Lease lease = connections.lease(access)) {
      return lease
          .client("http", host, port)
          .execute(
              new HttpHost("http", host, port),
              ClassicRequestBuilder.get("http://%s:%d/".formatted(host, port)).build(),
              answer -> answer.getCode());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "localhost", "127.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]"})
  void reachNoServerOfThisMachineHoweverItIsNamed(String host) {
    assertThatThrownBy(() -> ask(host, port(), Optional.empty(), EnvironmentProxies.none()))
        .isInstanceOf(DeniedAddressException.class)
        .hasMessageContaining("--denied-addresses names loopback");
    assertThat(requests).hasValue(0);
  }

  @Test
  void reachNoAddressThatCloudsHandOutLoginsAt() {
    assertThatThrownBy(
            () -> ask("169.254.169.254", 80, Optional.empty(), EnvironmentProxies.none()))
        .hasMessage(
            "requests to 169.254.169.254 are refused, because --denied-addresses names link-local");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https", "socks5"})
  void reachNoProxyOfThisMachine(String scheme) {
    ProxyAddress proxy = ProxyAddress.parse(scheme + "://localhost:" + port());

    assertThatThrownBy(
            () -> ask("registry.example", 80, Optional.of(proxy), EnvironmentProxies.none()))
        .isInstanceOf(DeniedAddressException.class);
    assertThat(requests).hasValue(0);
  }

  @Test
  void allowTheProxyOfTheEnvironmentWhereverItIs() throws IOException {
    var environment = new EnvironmentProxies(Map.of("HTTP_PROXY", "http://127.0.0.1:" + port()));

    assertThat(ask("registry.example", 80, Optional.empty(), environment)).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"169.254.169.254", "0x7f.1", "[::ffff:169.254.169.254]", "0.0.0.0"})
  void refuseAddressesThatAProxyIsAskedFor(String host) {
    var environment = new EnvironmentProxies(Map.of("HTTP_PROXY", "http://127.0.0.1:" + port()));

    assertThatThrownBy(() -> ask(host, 80, Optional.empty(), environment))
        .isInstanceOf(DeniedAddressException.class);
    assertThat(requests).hasValue(0);
  }
}
