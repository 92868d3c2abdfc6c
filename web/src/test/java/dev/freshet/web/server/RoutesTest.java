package dev.freshet.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What routes are asked, and by which requests. */
class RoutesTest {
  private static final int MOST = 100_000;

  private HttpServer server;
  private Client client;

  @BeforeEach
  void serve() {
    server =
        HttpServer.open(
            ListenAddress.parse("127.0.0.1:0"),
            List.of(
                new Route("/hook/", Set.of("POST"), MOST, RoutesTest::receive),
                Route.get("/seen", request -> WebResponse.text(200, seen(request))),
                Route.get("/all/", request -> WebResponse.text(200, request.path())),
                new Route("/seen", Set.of("DELETE"), 0, _ -> WebResponse.text(202, "gone"))));
    client = new Client(server.port());
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, MOST})
  void handsOverTheBodyAsItWasSent(int length) {
    byte[] body = body(length);

    assertThat(client.post("/hook/github", BodyPublishers.ofByteArray(body)).body())
        .isEqualTo("/hook/github " + sum(body));
    assertThat(client.post("/hook/github", unmeasured(body)).body())
        .isEqualTo("/hook/github " + sum(body));
  }

  @Test
  void refusesAByteTooMuch() {
    byte[] body = body(MOST + 1);

    assertThat(client.post("/hook/github", BodyPublishers.ofByteArray(body)).statusCode())
        .isEqualTo(413);
    assertThat(client.post("/hook/github", unmeasured(body)).statusCode()).isEqualTo(413);
  }

  @Test
  void refusesALongBodyBeforeItComes() {
    String answer =
        Raw.exchange(
            server.port(),
            "POST /hook/a HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\nthe first");

    assertThat(answer).startsWith("HTTP/1.1 413").endsWith("content too large\n");
  }

  @ParameterizedTest
  @CsvSource({
    "POST /hook/a, Content-Length: 8000000,    413",
    "POST /hook/a, Transfer-Encoding: chunked, 413",
    "POST /seen,   Content-Length: 8000000,    405",
    "POST /none,   Transfer-Encoding: chunked, 404",
    "GET /seen,    Content-Length: 8000000,    200",
  })
  void answersWhoReadsNothingBeforeAllIsSent(String asked, String framing, int status) {
    String chunk = framing.startsWith("Content-Length") ? "" : "7a1200\r\n";
    String end = chunk.isEmpty() ? "" : "\r\n0\r\n\r\n";

    String answer =
        Raw.exchange(
            server.port(),
            "%s HTTP/1.1\r\nHost: a\r\n%s\r\n\r\n%s".formatted(asked, framing, chunk)
                + "x".repeat(8_000_000)
                + end);

    assertThat(answer).startsWith("HTTP/1.1 " + status);
  }

  @Test
  void answersOthersWhileManyBodiesDoNotCome() throws IOException {
    var slow = new ArrayList<Socket>();
    for (int i = 0; i < 2 * HttpServer.MOST_CONNECTIONS; i++) {
      slow.add(Raw.connect(server.port()));
      Raw.write(slow.getLast(), "POST /hook/a HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n1");
    }

    assertThat(CompletableFuture.supplyAsync(() -> Raw.get(server.port(), "/seen")))
        .succeedsWithin(Duration.ofSeconds(10))
        .asString()
        .startsWith("HTTP/1.1 200");

    for (Socket one : slow) {
      one.close();
    }
  }

  @Test
  void saysWhatIsAskedInItsOwnWords() {
    assertThat(client.get("/seen?a=1&b=%20%26&a=2", "X-Event", "push").body())
        .isEqualTo("GET /seen {a=[1, 2], b=[ &]} push");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /seen,   200, ",
    "DELETE, /seen,   202, ",
    "POST,   /seen,   405, 'DELETE, GET, HEAD'",
    "GET,    /seen/,  404, ",
    "GET,    /all,    200, ",
    "GET,    /all/a,  200, ",
    "GET,    /allall, 404, ",
    "POST,   /all/a,  405, 'GET, HEAD'",
    "GET,    /hook/a, 405, POST",
    "POST,   /,       404, ",
  })
  void givesARequestToItsRoute(String method, String path, int status, String allowed) {
    var answer = client.send(method, path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Allow").orElse(null)).isEqualTo(allowed);
  }

  @Test
  void refusesAQueryThatIsNoText() {
    assertThat(Raw.get(server.port(), "/seen?a=%zz")).startsWith("HTTP/1.1 400");
  }

  private static WebResponse receive(WebRequest request) {
    return WebResponse.text(200, request.path() + " " + sum(request.body()));
  }

  private static String seen(WebRequest request) {
    return "%s %s %s %s"
        .formatted(
            request.method(),
            request.path(),
            new TreeMap<>(request.query()),
            request.header("x-event").orElse(""));
  }

  /** As those who send webhooks sign them. */
  private static String sum(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(new byte[] {1}, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private static byte[] body(int length) {
    byte[] body = new byte[length];
    for (int i = 0; i < length; i++) {
      body[i] = (byte) i;
    }
    return body;
  }

  /** In chunks, whose sum nobody knows before the end. */
  private static BodyPublisher unmeasured(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }
}
