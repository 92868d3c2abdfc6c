package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static dev.freshet.engine.registry.Scans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.tls.TlsMaterial;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.TunnelProxy;
import dev.freshet.testkit.tls.SelfSigned;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @Test
  void readsAddressesWithAndWithoutAPortAndAnAccount() {
    assertThat(ProxyAddress.parse("http://proxy"))
        .isEqualTo(new ProxyAddress(ProxyAddress.Scheme.HTTP, "proxy", 80, "", ""));
    assertThat(ProxyAddress.parse("socks5://bob:a:b@proxy:9"))
        .isEqualTo(new ProxyAddress(ProxyAddress.Scheme.SOCKS5, "proxy", 9, "bob", "a:b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "proxy:3128", "ftp://proxy", "http://bob:s3cr3t@", "http://s3cr3t %"})
  void refusesOtherAddressesWithoutQuotingThem(String address) {
    assertThatThrownBy(() -> ProxyAddress.parse(address))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageNotContaining("s3cr3t");
  }

  @ParameterizedTest
  @CsvSource({
    "https://registry.example/, http://secure:1",
    "http://registry.example/, http://plain:2",
    "https://internal.example/, ",
    "https://a.internal.example/, ",
    "https://port.example:5000/, ",
    "https://port.example/, http://secure:1",
    "https://localhost:5000/, "
  })
  void followsTheEnvironment(String target, String proxy) {
    var proxies =
        new EnvironmentProxies(
            Map.of(
                "HTTPS_PROXY", "secure:1",
                "http_proxy", "http://plain:2",
                "NO_PROXY", ".internal.example, port.example:5000"));

    assertThat(proxies.proxyFor(Origin.of(URI.create(target))).map(Object::toString))
        .isEqualTo(Optional.ofNullable(proxy));
  }

  @Test
  void namesTheVariableThatHoldsNoAddress() {
    assertThatThrownBy(() -> new EnvironmentProxies(Map.of("https_proxy", "ftp://s3cr3t")))
        .hasMessage("HTTPS_PROXY: proxy address must begin with http://, https:// or socks5://");
  }

  private static ProxyAddress address(String scheme, TunnelProxy proxy) {
    return ProxyAddress.parse(scheme + "://127.0.0.1:" + proxy.port());
  }
}
