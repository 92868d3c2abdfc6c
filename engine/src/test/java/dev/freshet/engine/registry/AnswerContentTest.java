package dev.freshet.engine.registry;

import static dev.freshet.engine.registry.Scans.ANONYMOUS;
import static dev.freshet.engine.registry.Scans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.image.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as caches, proxies and portals before a registry give them. */
class AnswerContentTest {
  private static final String PAGE = "<html><title>Sign in</title></html>";
  private static final String LIST = "{\"name\":\"team/app\",\"tags\":[\"1.0.0\",\"1.1.0\"]}";

  private interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  private final Scans scans = new Scans();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    scans.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "GZIP", "identity", ""})
  void aListMayBeCompressedThoughNobodyAskedForIt(String coding) throws IOException {
    byte[] list = LIST.getBytes(StandardCharsets.UTF_8);
    byte[] sent = coding.toLowerCase(Locale.ROOT).contains("gzip") ? gzip(list) : list;
    lists(exchange -> send(exchange, 200, "application/json", coding, sent));

    assertThat(scans.tags(image(), ANONYMOUS)).containsExactly("1.0.0", "1.1.0");
  }

  @Test
  void anErrorMayBeCompressedToo() throws IOException {
    byte[] error =
        gzip(
            "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"not you\"}]}"
                .getBytes(StandardCharsets.UTF_8));
    lists(exchange -> send(exchange, 403, "application/json", "gzip", error));

    assertFails("DENIED: not you");
  }

  @Test
  void aRefusalThatIsOnlyItsHeadIsStillARefusal() {
    lists(exchange -> send(exchange, 404, "application/json", "gzip", new byte[0]));

    assertFails("unexpected status code 404 Not Found");
  }

  @Test
  void aCompressedListThatBreaksOffIsNoList() throws IOException {
    byte[] whole = gzip(LIST.getBytes(StandardCharsets.UTF_8));
    byte[] half = Arrays.copyOf(whole, whole.length - 12);
    lists(exchange -> send(exchange, 200, "application/json", "gzip", half));

    assertFails("the answer broke off");
  }

  @Test
  void whatIsNotCompressedAsItSaysIsNamed() {
    byte[] list = LIST.getBytes(StandardCharsets.UTF_8);
    lists(exchange -> send(exchange, 200, "application/json", "gzip", list));

    assertFails("malformed answer: it is not gzip, as it says it is");
  }

  @Test
  void anotherCompressionIsNamed() {
    lists(exchange -> send(exchange, 200, "application/json", "br", new byte[] {1, 2, 3}));

    assertFails("the answer is compressed as 'br', which was not asked for");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/html; charset=utf-8", "Application/XHTML+xml"})
  void aWebPageInPlaceOfAListIsCalledOne(String type) {
    lists(exchange -> send(exchange, 200, type, "", PAGE.getBytes(StandardCharsets.UTF_8)));

    assertFails("the server answered with a web page (text/html), not as a registry does");
  }

  @Test
  void aListUnderTheNameOfAWebPageIsAList() {
    lists(exchange -> send(exchange, 200, "text/html", "", LIST.getBytes(StandardCharsets.UTF_8)));

    assertThat(scans.tags(image(), ANONYMOUS)).hasSize(2);
  }

  @Test
  void aWebPageInPlaceOfAManifestHasNoDigest() {
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            send(exchange, 200, "text/html", "", PAGE.getBytes(StandardCharsets.UTF_8));
          }
        });

    assertThatThrownBy(
            () -> scans.client.manifest(ImageName.parse(image()), new Tag("1.0.0"), ANONYMOUS))
        .hasMessageEndingWith(
            "the server answered with a web page (text/html), not as a registry does");
  }

  private void assertFails(String end) {
    assertThatThrownBy(() -> scans.tags(image(), ANONYMOUS)).hasMessageEndingWith(": " + end);
  }

  private String image() {
    return "127.0.0.1:" + server.getAddress().getPort() + "/" + REPOSITORY;
  }

  private void lists(Answer answer) {
    server.createContext(
        "/v2/",
        exchange -> {
          try (exchange) {
            if (exchange.getRequestURI().getPath().endsWith("/tags/list")) {
              answer.give(exchange);
            } else {
              send(exchange, 200, "application/json", "", new byte[] {'{', '}'});
            }
          }
        });
  }

  private static void send(
      HttpExchange exchange, int status, String type, String coding, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (!coding.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Encoding", coding);
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return packed.toByteArray();
  }
}
