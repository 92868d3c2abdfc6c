package dev.freshet.engine.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.TlsMaterial;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private static final String PROXY = "http://proxy.example.com:3128";
  private static final String OTHER = "http://other.example.com:3128";
  private static final String WITH_ACCOUNT = "http://user:secret@proxy.example.com:3128";

  private final ManualTime time = new ManualTime();
  private final Connections connections = new Connections(time);

  @AfterEach
  void close() {
    connections.close();
  }

  private Connections.Lease lease(String proxy) {
    return connections.lease(TlsMaterial.NONE, Optional.of(ProxyAddress.parse(proxy)));
  }

  private static CloseableHttpClient through(String proxy, Connections.Lease lease)
      throws IOException {
    return lease.client(TlsMaterial.NONE, Optional.of(ProxyAddress.parse(proxy)));
  }

  private CloseableHttpClient usedOnce(String proxy) throws IOException {
    try (Connections.Lease lease = lease(proxy)) {
      return through(proxy, lease);
    }
  }

  private static void assertClosed(CloseableHttpClient client) {
    assertThatThrownBy(
            () -> client.execute(ClassicRequestBuilder.get("http://127.0.0.1:1/").build(), _ -> 0))
        .hasMessageContaining("shut down");
  }

  @Test
  void sharesThePoolOfOneTrustAndProxy() throws IOException {
    CloseableHttpClient first = usedOnce(PROXY);
    time.pass(Duration.ofDays(1));

    assertThat(usedOnce(PROXY)).isSameAs(first);
  }

  @Test
  void closesAPoolThatWasNotUsedForLongOnceThereIsAnother() throws IOException {
    CloseableHttpClient idle = usedOnce(PROXY);
    time.pass(Duration.ofMinutes(50));
    CloseableHttpClient used = usedOnce(OTHER);
    time.pass(Duration.ofMinutes(50));

    usedOnce("http://third.example.com:3128");

    assertThat(usedOnce(OTHER)).isSameAs(used);
    assertThat(usedOnce(PROXY)).isNotSameAs(idle);
    assertClosed(idle);
  }

  @Test
  void keepsAPoolInUseHoweverLong() throws IOException {
    try (Connections.Lease lease = lease(PROXY)) {
      CloseableHttpClient used = through(PROXY, lease);
      time.pass(Duration.ofDays(1));
      usedOnce(OTHER);

      assertThat(through(PROXY, lease)).isSameAs(used);
    }
  }

  @Test
  void closesAPoolThatHoldsASecretWithItsLastUser() throws IOException {
    Connections.Lease first = lease(WITH_ACCOUNT);
    Connections.Lease second = lease(WITH_ACCOUNT);
    CloseableHttpClient shared = through(WITH_ACCOUNT, first);
    first.close();
    assertThat(through(WITH_ACCOUNT, second)).isSameAs(shared);

    second.close();

    assertClosed(shared);
    assertThat(usedOnce(WITH_ACCOUNT)).isNotSameAs(shared);
  }

  @Test
  void opensNothingForALeaseThatIsClosed() {
    Connections.Lease lease = lease(PROXY);
    lease.close();

    assertThatThrownBy(() -> through(PROXY, lease)).isInstanceOf(InterruptedIOException.class);
  }
}
