package dev.freshet.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyAddressTest {

  @Test
  void readsAddressesWithAndWithoutAPortAndAnAccount() {
    assertThat(ProxyAddress.parse("http://proxy"))
        .isEqualTo(new ProxyAddress(ProxyAddress.Scheme.HTTP, "proxy", 80, "", SecretValue.of("")));
    assertThat(ProxyAddress.parse("socks5://bob:a:b@proxy:9"))
        .isEqualTo(
            new ProxyAddress(ProxyAddress.Scheme.SOCKS5, "proxy", 9, "bob", SecretValue.of("a:b")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "proxy",
        "proxy:3128",
        "ftp://proxy",
        "http://bob:s3cr3t@",
        "http://s3cr3t %",
        "http://user:s3cr3t@ho st"
      })
  void refusesOtherAddressesWithoutQuotingThem(String address) {
    assertThatThrownBy(() -> ProxyAddress.parse(address))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageNotContaining("s3cr3t")
        .hasNoCause();
  }

  @Test
  void readsTheProxySecret() {
    ProxyAddress proxy =
        ProxyAddress.fromSecret(
            data(Map.of("address", "https://proxy:8443\n", "username", "u", "password", "p")));

    assertThat(proxy)
        .isEqualTo(
            new ProxyAddress(ProxyAddress.Scheme.HTTPS, "proxy", 8443, "u", SecretValue.of("p")));
  }

  @Test
  void takesTheAccountOfTheAddressWhereTheSecretHasNone() {
    ProxyAddress proxy = ProxyAddress.fromSecret(data(Map.of("address", "http://bob:pw@proxy:1")));

    assertThat(proxy.user()).isEqualTo("bob");
    assertThat(proxy.password().text()).isEqualTo("pw");
  }

  @Test
  void refusesASecretWithoutAnAddress() {
    assertThatThrownBy(() -> ProxyAddress.fromSecret(data(Map.of("username", "u"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("key 'address' not found");
    assertThatThrownBy(() -> ProxyAddress.fromSecret(data(Map.of("address", ""))))
        .hasMessage("proxy address is empty");
  }

  @Test
  void saysWhatIsWrongWithAnAddressAsFluxDoes() {
    assertThatThrownBy(() -> ProxyAddress.parse("ftp://proxy"))
        .hasMessage(
            "proxy URL must use one of the supported schemes (http, https, socks5), got 'ftp'");
    assertThatThrownBy(() -> ProxyAddress.parse("http://" + "x".repeat(2048)))
        .hasMessage("proxy URL exceeds maximum length of 2048 characters");
  }

  @Test
  void printsNoAccount() {
    assertThat(ProxyAddress.parse("http://bob:s3cr3t@proxy").toString())
        .isEqualTo("http://proxy:80");
  }

  private static Map<String, byte[]> data(Map<String, String> secret) {
    Map<String, byte[]> data = new HashMap<>();
    secret.forEach((key, value) -> data.put(key, value.getBytes(StandardCharsets.UTF_8)));
    return data;
  }
}
