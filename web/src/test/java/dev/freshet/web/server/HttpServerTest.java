package dev.freshet.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.AutomationException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private static final ListenAddress ANY = ListenAddress.parse("127.0.0.1:0");
  private static final List<Route> HELLO =
      List.of(Route.get("/", _ -> WebResponse.text(200, "hello")));

  @Test
  void answersHeadWithTheLengthAlone() {
    try (var server = HttpServer.open(ANY, HELLO);
        var client = new Client(server.port())) {
      var answer = client.send("HEAD", "/");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Length")).contains("5");
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void refusesMethodsThatWrite() {
    try (var server = HttpServer.open(ANY, HELLO);
        var client = new Client(server.port())) {
      for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
        var answer = client.send(method, "/");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
      }
    }
  }

  @Test
  void doesNotWaitForABodyNobodyReads() {
    try (var server = HttpServer.open(ANY, HELLO)) {
      String answer =
          Raw.exchange(
              server.port(),
              "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\nthe first bytes");

      assertThat(answer).startsWith("HTTP/1.1 200").endsWith("hello");
    }
  }

  @Test
  void speaksTheOldestHttpOfProbes() {
    try (var server = HttpServer.open(ANY, HELLO)) {
      assertThat(Raw.exchange(server.port(), "GET / HTTP/1.0\r\n\r\n"))
          .startsWith("HTTP/1.1 200")
          .endsWith("hello");
    }
  }

  @Test
  void refusesEndlessHeaders() {
    try (var server = HttpServer.open(ANY, HELLO)) {
      String answer =
          Raw.exchange(
              server.port(), "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(9000) + "\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 431");
    }
  }

  @Test
  void hidesWhatWentWrongInside() {
    Function<WebRequest, WebResponse> broken =
        _ -> {
          throw new IllegalStateException("the password is s3cr3t");
        };
    try (var server = HttpServer.open(ANY, List.of(Route.get("/", broken)))) {
      assertThat(Raw.get(server.port(), "/"))
          .startsWith("HTTP/1.1 500")
          .doesNotContain("s3cr3t", "IllegalState", "Jetty");
    }
  }

  @Test
  void saysWhichAddressIsTaken() {
    try (var server = HttpServer.open(ANY, HELLO)) {
      var taken = new ListenAddress("127.0.0.1", server.port());

      assertThatThrownBy(() -> HttpServer.open(taken, HELLO))
          .isInstanceOf(AutomationException.class)
          .hasMessage("listen on 127.0.0.1:%d: Address already in use", server.port());
    }
  }

  @Test
  void closesAConnectionThatStaysSilentInItsHeaders() throws IOException {
    try (var server = HttpServer.open(ANY, ok(), Duration.ofMillis(200));
        Socket socket = Raw.connect(server.port())) {
      Raw.write(socket, "GET / HTTP/1.1\r\nHost: ");

      assertThat(socket.getInputStream().readAllBytes()).asString().doesNotContain("200 OK");
    }
  }

  @Test
  void givesUpOnAClientThatDoesNotRead() throws IOException {
    var failure = new AtomicReference<Throwable>();
    Request.Handler endless =
        (request, response, callback) -> {
          Request.addCompletionListener(request, failure::set);
          Content.copy(new Endless(), response, callback);
          return true;
        };
    try (var server = HttpServer.open(ANY, endless, Duration.ofMillis(200));
        Socket socket = Raw.connect(server.port())) {
      Raw.write(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");

      await().untilAsserted(() -> assertThat(failure.get()).isNotNull());
    }
  }

  @Test
  void finishesTheAnswersUnderWayWhenItCloses() throws Exception {
    var asked = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Function<WebRequest, WebResponse> slow =
        _ -> {
          asked.countDown();
          awaitUninterrupted(goOn);
          return WebResponse.text(200, "done");
        };
    var server = HttpServer.open(ANY, List.of(Route.get("/", slow)));
    int port = server.port();
    CompletableFuture<String> answer =
        CompletableFuture.supplyAsync(() -> Raw.get(port, "/"), Thread::startVirtualThread);
    asked.await();

    CompletableFuture<Void> closed =
        CompletableFuture.runAsync(server::close, Thread::startVirtualThread);
    await().until(() -> isRefused(port));
    goOn.countDown();

    assertThat(answer.get()).endsWith("done");
    closed.get();
  }

  @Test
  void isNotHeldOpenByConnectionsThatDoNothing() throws IOException {
    var server = HttpServer.open(ANY, HELLO);
    var idle = new ArrayList<Socket>();
    for (int i = 0; i < 5; i++) {
      idle.add(Raw.connect(server.port()));
    }

    assertThat(CompletableFuture.runAsync(server::close)).succeedsWithin(Duration.ofSeconds(4));

    for (Socket socket : idle) {
      socket.close();
    }
  }

  private static Request.Handler ok() {
    return (request, response, callback) -> {
      Routes.send(WebResponse.text(200, "ok"), request, response, callback);
      return true;
    };
  }

  private static boolean isRefused(int port) {
    try (Socket _ = Raw.connect(port)) {
      return false;
    } catch (ConnectException _) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** More bytes than any socket buffers. */
  private static final class Endless implements Content.Source {
    @Override
    public Content.Chunk read() {
      return Content.Chunk.from(ByteBuffer.allocate(1 << 16), false);
    }

    @Override
    public void demand(Runnable demanded) {
      demanded.run();
    }

    @Override
    public void fail(Throwable failure) {
      // It ends with whoever reads it.
    }
  }
}
