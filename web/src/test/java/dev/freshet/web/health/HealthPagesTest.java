package dev.freshet.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.web.server.Client;
import dev.freshet.web.server.HttpServer;
import dev.freshet.web.server.ListenAddress;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthPagesTest {
  private final AtomicReference<Optional<String>> cache =
      new AtomicReference<>(Optional.of("not yet filled"));
  private final AtomicReference<Optional<String>> lease = new AtomicReference<>(Optional.empty());
  private HttpServer server;
  private Client client;

  @BeforeEach
  void serve() {
    server =
        HttpServer.open(
            ListenAddress.parse("127.0.0.1:0"),
            HealthPages.routes(
                List.of(HealthCheck.PING),
                List.of(
                    HealthCheck.PING,
                    new HealthCheck("cache", cache::get),
                    new HealthCheck("lease", Optional::empty, lease::get))));
    client = new Client(server.port());
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void isReadyOnceEveryCheckIsWell() {
    assertThat(client.get("/readyz").statusCode()).isEqualTo(500);

    cache.set(Optional.empty());

    assertThat(client.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(client.get("/readyz").body()).isEqualTo("ok");
  }

  @Test
  void isNoLongerReadyWhenACheckFailsAgain() {
    cache.set(Optional.empty());
    assertThat(client.get("/readyz").statusCode()).isEqualTo(200);

    cache.set(Optional.of("watch lost"));

    assertThat(client.get("/readyz").statusCode()).isEqualTo(500);
  }

  @Test
  void saysWhichCheckFailsAndWhy() {
    HttpResponse<String> answer = client.get("/readyz");

    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(answer.body())
        .isEqualTo(
            "[+]ping ok\n[-]cache failed: not yet filled\n[+]lease ok\nreadyz check failed\n");
  }

  @Test
  void staysAliveWhileItIsNotReady() {
    assertThat(client.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(client.get("/healthz").body()).isEqualTo("ok");
  }

  @Test
  void listsEveryCheckOnRequest() {
    cache.set(Optional.empty());

    assertThat(client.get("/readyz?verbose").body())
        .isEqualTo("[+]ping ok\n[+]cache ok\n[+]lease ok\nreadyz check passed\n");
  }

  @Test
  void saysWhatAWellCheckHasToSay() {
    cache.set(Optional.empty());
    lease.set(Optional.of("waits\u001b[2J"));

    HttpResponse<String> answer = client.get("/readyz");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("[+]ping ok\n[+]cache ok\n[+]lease ok: waits\uFFFD[2J\nreadyz check passed\n");
  }

  @Test
  void answersForOneCheckAlone() {
    assertThat(client.get("/readyz/ping").statusCode()).isEqualTo(200);
    assertThat(client.get("/readyz/cache").statusCode()).isEqualTo(500);
    assertThat(client.get("/readyz/other").statusCode()).isEqualTo(404);
  }

  @Test
  void answersTheProbesOfOtherClients() {
    assertThat(client.get("/healthz/").statusCode()).isEqualTo(200);
    assertThat(client.send("HEAD", "/readyz").statusCode()).isEqualTo(500);
  }

  @Test
  void knowsNoOtherPath() {
    assertThat(client.get("/").statusCode()).isEqualTo(404);
    assertThat(client.get("/metrics").statusCode()).isEqualTo(404);
  }
}
