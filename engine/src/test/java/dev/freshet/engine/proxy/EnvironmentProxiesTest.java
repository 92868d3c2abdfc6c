package dev.freshet.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {

  @ParameterizedTest
  @CsvSource({
    "https, registry.example, 443, http://secure:1",
    "http, registry.example, 80, http://plain:2",
    "https, internal.example, 443, ",
    "https, a.internal.example, 443, ",
    "https, port.example, 5000, ",
    "https, port.example, 443, http://secure:1",
    "https, localhost, 5000, "
  })
  void followsTheEnvironment(String scheme, String host, int port, String proxy) {
    var proxies =
        new EnvironmentProxies(
            Map.of(
                "HTTPS_PROXY", "secure:1",
                "http_proxy", "http://plain:2",
                "NO_PROXY", ".internal.example, port.example:5000"));

    assertThat(proxies.proxyFor(scheme, host, port).map(Object::toString))
        .isEqualTo(Optional.ofNullable(proxy));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, '', true",
    "127.0.0.1, '', true",
    "[::1], '', true",
    "git.example.com, 'other.com, example.com', true",
    "git.example.com, .example.com, true",
    "git.example.com, *, true",
    "git.example.com, ample.com, false",
    "git.example.com, '', false"
  })
  void leavesExemptHostsToTheNetwork(String host, String exemptions, boolean exempt) {
    var proxies = new EnvironmentProxies(Map.of("HTTPS_PROXY", "proxy:1", "NO_PROXY", exemptions));

    assertThat(proxies.proxyFor("https", host, 443).isEmpty()).isEqualTo(exempt);
  }

  @Test
  void namesTheVariableThatHoldsNoAddress() {
    assertThatThrownBy(() -> new EnvironmentProxies(Map.of("https_proxy", "ftp://s3cr3t")))
        .hasMessageStartingWith("HTTPS_PROXY: proxy URL must use one of the supported schemes");
  }
}
