package dev.freshet.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowClientsTest {
  private static final ListenAddress ANY = ListenAddress.parse("127.0.0.1:0");
  private static final List<Route> HELLO =
      List.of(Route.get("/", _ -> WebResponse.text(200, "hello")));
  private static final Duration SHORT = Duration.ofMillis(600);

  /** More than sockets keep in their buffers. */
  private static final int MUCH = 16 << 20;

  private static final byte[] BYTES = new byte[MUCH];

  private final List<Socket> clients = new ArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();

  @AfterEach
  void leave() throws IOException {
    over.set(true);
    for (Socket client : clients) {
      client.close();
    }
  }

  @Test
  void answersAtOnceWhileHundredsDripTheirHeaders() throws IOException {
    try (var server = HttpServer.open(ANY, HELLO)) {
      for (int i = 0; i < 300; i++) {
        connect(server, "GET / HTTP/1.1\r\nHost: a\r\nX: ");
      }
      drip("x");

      for (int i = 0; i < 5; i++) {
        assertThat(get(server)).succeedsWithin(Duration.ofSeconds(1)).asString().endsWith("hello");
      }
    }
  }

  @Test
  void endsHeadersThatDripForTooLong() throws IOException {
    try (var server = HttpServer.open(ANY, answering(1), SHORT)) {
      Socket client = connect(server, "GET / HTTP/1.1\r\nHost: a\r\nX: ");
      drip("x");

      assertThat(client.getInputStream().readAllBytes()).asString().doesNotContain("200");
    }
  }

  @Test
  void endsHeadersThatDripAfterAnAnswer() throws IOException {
    try (var server = HttpServer.open(ANY, answering(1), SHORT)) {
      Socket client = connect(server, "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nX: ");
      drip("x");

      assertThat(client.getInputStream().readAllBytes()).asString().containsOnlyOnce("200 OK");
    }
  }

  @Test
  void endsAnAnswerThatIsReadByteForByte() throws IOException {
    var failure = new AtomicReference<Throwable>();
    Request.Handler content =
        (request, response, callback) -> {
          Request.addCompletionListener(request, failure::set);
          return answering(MUCH).handle(request, response, callback);
        };
    try (var server = HttpServer.open(ANY, content, SHORT)) {
      Socket client = connect(server, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");

      await()
          .pollInterval(Duration.ofMillis(50))
          .until(() -> client.getInputStream().read() >= 0 && failure.get() != null);
    }
  }

  @Test
  void givesThePlaceOfAnAnswerThatTakesLongToANewClient() throws IOException {
    var asked = new AtomicInteger();
    Request.Handler content =
        (request, response, callback) -> {
          int size = asked.incrementAndGet() > HttpServer.MOST_CONNECTIONS ? 2 : MUCH;
          return answering(size).handle(request, response, callback);
        };
    try (var server = HttpServer.open(ANY, content, SHORT)) {
      // On a busy machine some are cut before the server has come to read what they ask.
      await()
          .pollInterval(Duration.ofMillis(500))
          .until(() -> {
            int missing = HttpServer.MOST_CONNECTIONS - asked.get();
            for (int i = 0; i < missing; i++) {
              connect(server, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            return missing <= 0;
          });

      await().untilAsserted(() -> assertThat(get(server).join()).contains("200 OK"));
    }
  }

  @Test
  void closesTheConnectionThatSaysNothingForLongestWhenAnotherComes() throws IOException {
    try (var server = HttpServer.open(ANY, HELLO)) {
      // Once it has its answer it is there, which those that only connect may be in any order.
      Socket first = connect(server, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      awaitEnd(first, "hello");
      for (int i = 1; i < HttpServer.MOST_CONNECTIONS; i++) {
        connect(server, "");
      }

      assertThat(get(server)).succeedsWithin(Duration.ofSeconds(1)).asString().endsWith("hello");

      assertThat(first.getInputStream().readAllBytes()).isEmpty();
      Raw.write(clients.getLast(), "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(clients.getLast().getInputStream().readAllBytes()).asString().endsWith("hello");
    }
  }

  @Test
  void answersWhileVirtualThreadsTakeAllProcessors() throws InterruptedException {
    try (var server = HttpServer.open(ANY, HELLO)) {
      var spinning = new ArrayList<Thread>();
      for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
        spinning.add(Thread.startVirtualThread(this::spin));
      }

      for (int i = 0; i < 5; i++) {
        long begun = System.nanoTime();
        String answer = Raw.get(server.port(), "/");
        assertThat(answer).endsWith("hello");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(500));
      }

      over.set(true);
      for (Thread one : spinning) {
        one.join();
      }
    }
  }

  /** Reads up to the end of an answer, whose connection stays open. */
  private static void awaitEnd(Socket client, String end) throws IOException {
    var answer = new StringBuilder();
    while (!answer.toString().endsWith(end)) {
      int next = client.getInputStream().read();
      assertThat(next).as("after " + answer).isNotNegative();
      answer.append((char) next);
    }
  }

  private void spin() {
    while (!over.get()) {
      Thread.onSpinWait();
    }
  }

  private Socket connect(HttpServer server, String text) throws IOException {
    Socket client = Raw.connect(server.port());
    clients.add(client);
    Raw.write(client, text);
    return client;
  }

  /** Lets every client say something again and again. */
  private void drip(String text) {
    var all = List.copyOf(clients);
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          while (!over.get()) {
            for (Socket client : all) {
              try {
                Raw.write(client, text);
              } catch (IOException _) {
                // It was cut, which is what is wanted.
              }
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
          }
        });
  }

  private static CompletableFuture<String> get(HttpServer server) {
    var answer = new CompletableFuture<String>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            answer.complete(Raw.get(server.port(), "/"));
          } catch (RuntimeException failure) {
            answer.completeExceptionally(failure);
          }
        });
    return answer;
  }

  private static Request.Handler answering(int size) {
    return (_, response, callback) -> {
      response.write(true, ByteBuffer.wrap(BYTES, 0, size), callback);
      return true;
    };
  }
}
