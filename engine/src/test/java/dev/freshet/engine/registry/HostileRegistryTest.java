package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static dev.freshet.engine.registry.Scans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.registry.auth.Challenge;
import dev.freshet.engine.registry.auth.RegistryAccess;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.InProcessRegistry;
import dev.freshet.testkit.registry.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that send too much, too deep, too long or what is not theirs to say. */
@Timeout(60)
class HostileRegistryTest {
  private final Scans scans = new Scans();
  private final InProcessRegistry registry = InProcessRegistry.serving(REPOSITORY, 3);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    threads.shutdownNow();
    scans.close();
    registry.close();
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .isInstanceOf(AutomationException.class)
        .hasMessageContaining(message)
        .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(1500));
    assertThat(scans.memory.taken()).isZero();
  }

  private void answer(String body) {
    registry.failAlways(Place.page(1), Fault.status(200, body));
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  @Test
  void refusesAPageNestedTooDeeply() {
    answer("{\"name\":\"x\",\"tags\":" + "[".repeat(1_000_000));
    assertRefused("malformed answer: a tag is not a text");
  }

  @Test
  void refusesWhatIsSkippedButNestedTooDeeply() {
    answer("{\"x\":" + nested(1_000_000) + ",\"name\":\"team/app\",\"tags\":[]}");
    assertRefused("malformed answer: it is nested too deeply");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tags\": [\"%s\"]}",
        "{\"name\": \"%s\", \"tags\": []}",
        "{\"%s\": 1, \"tags\": []}",
        "{\"x\": \"%s\", \"tags\": []}"
      })
  void refusesATextThatIsTooLong(String form) {
    answer(form.formatted("a".repeat(5 << 20)));
    try {
      assertThat(scans.tags(registry, ANONYMOUS)).isEmpty(); // a text that is skipped is not kept
    } catch (AutomationException refused) {
      assertThat(refused).hasMessageContaining("malformed answer: it is nested too deeply, or");
    }
  }

  @Test
  void refusesAListThatTakesMoreMemoryThanThereIsByItsFigure() {
    var page = new StringBuilder("{\"name\":\"x\",\"tags\":[\"a\"");
    for (int i = 0; i < 200_000; i++) {
      page.append(",\"").append(i).append('"');
    }
    answer(page.append("]}").toString());

    assertRefused("tags: it takes more than the 16 MiB of memory for lists of tags");
  }

  @Test
  void endsPagesWithoutEnd() throws IOException {
    var pages = new AtomicInteger();
    String tags = "a".repeat(100);
    try (Served endless =
        new Served(exchange -> {
          int page = pages.incrementAndGet();
          var body = new StringBuilder("{\"name\":\"x\",\"tags\":[\"b\"");
          for (int i = 0; i < 1000; i++) {
            body.append(",\"").append(tags).append(page).append('-').append(i).append('"');
          }
          exchange.getResponseHeaders().set("Link", "</v2/next?p=" + page + ">; rel=\"next\"");
          send(exchange, 200, body.append("]}").toString());
        })) {
      assertThatThrownBy(() -> scans.tags(endless.image(), ANONYMOUS))
          .hasMessageContaining("of memory for lists of tags");
    }
    assertThat(pages.get()).isLessThan(100);
    assertThat(scans.memory.taken()).isZero();
  }

  @Test
  void endsEmptyPagesWithLongLinks() throws IOException {
    var pages = new AtomicInteger();
    String path = "x".repeat(6000);
    try (Served endless =
        new Served(exchange -> {
          int page = pages.incrementAndGet();
          exchange
              .getResponseHeaders()
              .set("Link", "</v2/next?p=" + page + "&q=" + path + ">; rel=\"next\"");
          send(exchange, 200, "{\"name\":\"x\",\"tags\":[]}");
        })) {
      assertThatThrownBy(() -> scans.tags(endless.image(), ANONYMOUS))
          .hasMessageContaining("of memory for lists of tags");
    }
    assertThat(pages.get()).isLessThan(1000);
  }

  @Test
  void keepsOutWhatNoTagCanBe() {
    answer(
        """
        {"name": "x", "tags": ["1.0.0", "\\u001b]0;PWNED\\u0007", "a\\nb", "a b", "a\\u202eb",
         "x\\u0000y", "\\ud800", "", "%s", "v/1", "%s"]}
        """
            .formatted("9".repeat(129), "9".repeat(128)));

    assertThat(scans.tags(registry, ANONYMOUS)).containsExactly("1.0.0", "v/1", "9".repeat(128));
  }

  @ParameterizedTest
  @ValueSource(ints = {6_000, 60_000, 1_000_000})
  void readsLongChallengesWithoutHarm(int length) {
    for (String value :
        List.of(
            "Bearer realm=\"" + "a".repeat(length) + "\",service=\"x\"",
            "Bearer realm=\"" + "\\a".repeat(length / 2),
            "a ".repeat(length / 2),
            "Bearer " + "a=b,".repeat(length / 4),
            ",".repeat(length))) {
      assertThat(Challenge.parse(List.of(value, value))).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\nX-Injected: 1", "", " ", "\\u2028"})
  void showsNoTokenThatIsNone(String token) throws IOException {
    try (Served realm =
        new Served(exchange -> {
          if (exchange.getRequestURI().getPath().equals("/token")) {
            send(exchange, 200, "{\"token\":\"" + token + "\"}");
          } else {
            String host = "127.0.0.1:" + exchange.getLocalAddress().getPort();
            exchange
                .getResponseHeaders()
                .set("WWW-Authenticate", "Bearer realm=\"http://" + host + "/token\"");
            send(exchange, 401, "");
          }
        })) {
      assertThatThrownBy(() -> scans.tags(realm.image(), ANONYMOUS))
          .hasMessageContaining(
              token.isEmpty()
                  ? "no token in bearer response"
                  : "the token is none that a request can show");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://[::1",
        "http://a b/",
        "//",
        "///x",
        "http://:80/",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:0/",
        "http://%zz/",
        "http:opaque",
        "http://127.0.0.1:1//double",
        "http://user:pw@127.0.0.1:1/",
        "http://[fe80::1%25eth0]:1/",
        "http://a_b:1/",
        "file:///etc/passwd",
        "?",
        "#",
        ""
      })
  void refusesOddRedirectsAndLinks(String target) {
    registry.failAlways(Place.page(1), new Fault.Status(302, Map.of("Location", target), ""));
    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .isInstanceOf(AutomationException.class)
        .hasMessageNotContaining("pw");

    registry.failAlways(Place.page(1), new Fault.LinkTo(target));
    assertThatThrownBy(() -> scans.tags(registry, ANONYMOUS))
        .isInstanceOf(AutomationException.class)
        .hasMessageNotContaining("pw");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 1000})
  void endsHeadsWithoutEnd(int lineLength) throws Exception {
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var _ = threads.submit(() -> endlessHeads(server, "X-a: " + "a".repeat(lineLength) + "\r\n"));
      var _ = threads.submit(() -> endlessHeads(server, "a".repeat(lineLength)));
      RegistryAccess hasty = ANONYMOUS.withTimeout(Duration.ofSeconds(20));
      String image = "127.0.0.1:" + server.getLocalPort() + "/team/app";

      assertThatThrownBy(() -> scans.tags(image, hasty))
          .hasMessageContaining("malformed answer: its head is too long");
    }
  }

  private static boolean endlessHeads(ServerSocket server, String piece) {
    byte[] bytes = piece.getBytes(StandardCharsets.US_ASCII);
    while (!server.isClosed()) {
      try (var client = server.accept()) {
        OutputStream out = client.getOutputStream();
        out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
        while (true) {
          out.write(bytes);
        }
      } catch (IOException _) {
        // The client has gone, as it should.
      }
    }
    return true;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  /** Answers the question for the API with success, unless {@code answer} is for all. */
  private final class Served implements AutoCloseable {
    private final HttpServer server;

    Served(Answer answer) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      for (Map.Entry<String, Answer> place :
          Map.<String, Answer>of("/v2/", exchange -> send(exchange, 200, "{}"), "/", answer)
              .entrySet()) {
        server.createContext(
            place.getKey(),
            exchange -> {
              try (exchange) {
                boolean ping = exchange.getRequestURI().getPath().equals("/v2/");
                (ping ? place.getValue() : answer).give(exchange);
              } catch (IOException cause) {
                throw new UncheckedIOException(cause);
              }
            });
      }
      server.setExecutor(threads);
      server.start();
    }

    String image() {
      return "127.0.0.1:" + server.getAddress().getPort() + "/" + REPOSITORY;
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
