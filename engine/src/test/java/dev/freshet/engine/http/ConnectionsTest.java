package dev.freshet.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.engine.address.AddressRule;
import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.proxy.EnvironmentProxies;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.TlsMaterial;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Future.State;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private static final HttpAccess ALICE = access("alice");
  private static final HttpAccess BOB = access("bob");

  private Connections connections = idleFor(Duration.ofMinutes(1));

  @AfterEach
  void close() {
    connections.close();
  }

  private static Connections idleFor(Duration idle) {
    return new Connections(EnvironmentProxies.none(), AddressRule.ALLOW_ALL, idle);
  }

  private static HttpAccess access(String secret) {
    return new HttpAccess(Fingerprint.of(secret), TlsMaterial.NONE, Optional.empty());
  }

  private static CloseableHttpClient client(Connections.Lease lease) throws IOException {
    return lease.client("https", "example.com", 443);
  }

  private CloseableHttpClient usedOnce(HttpAccess access) throws IOException {
    try (Connections.Lease lease = connections.lease(access)) {
      return client(lease);
    }
  }

  private static boolean isClosed(CloseableHttpClient client) {
    try {
      return client.execute(ClassicRequestBuilder.get("http://127.0.0.1:1/").build(), _ -> false);
    } catch (IOException failure) {
      return failure.getCause() instanceof IllegalStateException;
    }
  }

  @Test
  void sharesThePoolOfOneAccess() throws IOException {
    assertThat(usedOnce(ALICE)).isSameAs(usedOnce(access("alice")));
  }

  @Test
  void keepsAccessesApartThatDifferInNothingButTheSecret() throws IOException {
    assertThat(usedOnce(ALICE)).isNotSameAs(usedOnce(BOB));
  }

  @Test
  void keepsAccessesApartByTheirProxies() throws IOException {
    var proxied =
        new HttpAccess(
            ALICE.fingerprint(), ALICE.tls(), Optional.of(ProxyAddress.parse("http://proxy:3128")));

    assertThat(usedOnce(proxied)).isNotSameAs(usedOnce(ALICE));
  }

  @Test
  void closesAPoolThatNobodyUsesAnyMore() throws IOException {
    connections.close();
    connections = idleFor(Duration.ofMillis(20));
    CloseableHttpClient client = usedOnce(ALICE);

    await().until(() -> isClosed(client));

    assertThat(usedOnce(ALICE)).isNotSameAs(client);
  }

  @Test
  void keepsAPoolInUseHoweverLong() throws IOException {
    connections.close();
    connections = idleFor(Duration.ofMillis(20));
    try (Connections.Lease lease = connections.lease(ALICE)) {
      CloseableHttpClient used = client(lease);
      usedOnce(ALICE);
      CloseableHttpClient other = usedOnce(BOB);
      await().until(() -> isClosed(other));

      assertThat(client(lease)).isSameAs(used);
      assertThat(isClosed(used)).isFalse();
    }
  }

  @Test
  void holdsAThousandAccessesWithoutAThreadForEachAndKeepsTheNewest() throws IOException {
    int before = Thread.activeCount();
    List<CloseableHttpClient> clients = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      clients.add(usedOnce(access("secret " + i)));
    }

    assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 1);
    assertThat(isClosed(clients.getFirst())).isTrue();
    assertThat(clients.stream().filter(client -> !isClosed(client))).hasSize(256);
    assertThat(usedOnce(access("secret 999"))).isSameAs(clients.getLast());
  }

  @Test
  void opensNothingForALeaseThatIsClosed() {
    Connections.Lease lease = connections.lease(ALICE);
    lease.close();

    assertThatThrownBy(() -> client(lease)).isInstanceOf(InterruptedIOException.class);
  }

  @Test
  void tellsOfARequestThatWasCutBeforeItHadAConnection() throws IOException {
    try (Connections.Lease lease = connections.lease(ALICE)) {
      var request = new HttpGet("http://127.0.0.1:1/");
      request.cancel();

      assertThatThrownBy(() -> client(lease).executeOpen(null, request, null))
          .isInstanceOf(IOException.class)
          .hasMessage("the request was given up");
    }
  }

  @Test
  void tellsOfARequestThatWasCutWhileItWaitedForAConnection() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Connections.Lease lease = connections.lease(ALICE);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CloseableHttpClient client = client(lease);
      String url = "http://127.0.0.1:%d/".formatted(silent.getLocalPort());
      List<HttpGet> requests = Stream.generate(() -> new HttpGet(url)).limit(40).toList();
      List<Future<ClassicHttpResponse>> answers =
          requests.stream()
              .map(request -> threads.submit(() -> client.executeOpen(null, request, null)))
              .toList();
      await().until(() -> answers.stream().allMatch(answer -> answer.state() == State.RUNNING));

      requests.forEach(HttpGet::cancel);

      for (Future<ClassicHttpResponse> answer : answers) {
        assertThatThrownBy(answer::get).hasCauseInstanceOf(IOException.class);
      }
    }
  }
}
