package dev.freshet.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.TlsMaterial;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private final ManualTime time = new ManualTime();
  private final Connections connections = new Connections(time);

  @AfterEach
  void close() {
    connections.close();
  }

  private CloseableHttpClient through(String proxy) {
    return connections.client(TlsMaterial.NONE, Optional.of(ProxyAddress.parse(proxy)));
  }

  @Test
  void sharesThePoolOfOneTrustAndProxy() {
    CloseableHttpClient first = through("http://proxy.example.com:3128");
    time.pass(Duration.ofDays(1));

    assertThat(through("http://proxy.example.com:3128")).isSameAs(first);
  }

  @Test
  void closesAPoolThatWasNotUsedForLongOnceThereIsAnother() {
    CloseableHttpClient idle = through("http://old:secret@proxy.example.com:3128");
    CloseableHttpClient used = through("http://proxy.example.com:3128");
    time.pass(Duration.ofMinutes(50));
    through("http://proxy.example.com:3128");
    time.pass(Duration.ofMinutes(50));

    through("http://new:secret@proxy.example.com:3128");

    assertThat(through("http://proxy.example.com:3128")).isSameAs(used);
    assertThat(through("http://old:secret@proxy.example.com:3128")).isNotSameAs(idle);
    assertThatThrownBy(
            () -> idle.execute(ClassicRequestBuilder.get("http://127.0.0.1:1/").build(), _ -> 0))
        .hasMessageContaining("shut down");
  }
}
