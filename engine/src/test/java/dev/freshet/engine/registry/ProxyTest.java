package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static dev.freshet.engine.registry.Scans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.engine.tls.TlsMaterial;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.TunnelProxy;
import dev.freshet.testkit.tls.SelfSigned;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {
  private static final SelfSigned CERTIFICATE = SelfSigned.generate("EC");
  private static final RegistryAccess TRUSTING =
      ANONYMOUS.with(new TlsMaterial(Optional.of(CERTIFICATE.certificatePem()), Optional.empty()));

  private final Scans scans = new Scans();
  private final InProcessRegistry registry =
      InProcessRegistry.startSecureAt("127.0.0.2", CERTIFICATE);

  @AfterEach
  void close() {
    scans.close();
    registry.close();
  }

  @Test
  void goesThroughAnHttpProxyWithUserAndPassword() {
    registry.push(REPOSITORY, "1.0.0");
    try (var proxy = TunnelProxy.http("bob", "hunter2")) {
      ProxyAddress address = address("http", proxy).withAccount("bob", "hunter2");

      assertThat(scans.tags(registry, TRUSTING.with(address))).containsExactly("1.0.0");
      assertThat(proxy.targets()).containsOnly(registry.host());
    }
  }

  @Test
  void goesThroughAnHttpsProxyWithUserAndPassword() {
    registry.push(REPOSITORY, "1.0.0");
    try (var proxy = TunnelProxy.https("bob", "hunter2", CERTIFICATE)) {
      ProxyAddress address = address("https", proxy).withAccount("bob", "hunter2");

      assertThat(scans.tags(registry, TRUSTING.with(address))).containsExactly("1.0.0");
      assertThat(proxy.targets()).containsOnly(registry.host());
    }
  }

  @Test
  void goesThroughASocksProxyWithUserAndPassword() {
    registry.push(REPOSITORY, "1.0.0");
    try (var proxy = TunnelProxy.socks5("bob", "hunter2")) {
      ProxyAddress address = address("socks5", proxy).withAccount("bob", "hunter2");

      assertThat(scans.tags(registry, TRUSTING.with(address))).containsExactly("1.0.0");
      assertThat(proxy.targets()).containsOnly(registry.host());
    }
  }

  @Test
  void goesThroughASocksProxyWithoutAnAccount() {
    registry.push(REPOSITORY, "1.0.0");
    try (var proxy = TunnelProxy.socks5("", "")) {
      assertThat(scans.tags(registry, TRUSTING.with(address("socks5", proxy))))
          .containsExactly("1.0.0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5"})
  void failsWithoutThePasswordWhenTheProxyRefusesIt(String scheme) {
    try (var proxy =
        scheme.equals("http")
            ? TunnelProxy.http("bob", "hunter2")
            : TunnelProxy.socks5("bob", "hunter2")) {
      ProxyAddress address = address(scheme, proxy).withAccount("bob", "wr0ng");

      assertThatThrownBy(() -> scans.tags(registry, TRUSTING.with(address)))
          .isInstanceOf(AutomationException.class)
          .hasMessageNotContaining("wr0ng");
      assertThat(registry.received()).isEmpty();
    }
  }

  private static ProxyAddress address(String scheme, TunnelProxy proxy) {
    return ProxyAddress.parse(scheme + "://127.0.0.1:" + proxy.port());
  }
}
