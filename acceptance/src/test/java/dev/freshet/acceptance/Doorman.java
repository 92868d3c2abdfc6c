package dev.freshet.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in front of a Git server, and lets nobody in, or answers nonsense, until told to. */
final class Doorman implements AutoCloseable {
  enum Mood {
    AWAY,
    /** A redirect to nowhere, and a packet line that is none. */
    CONFUSED,
    OPEN
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger asked = new AtomicInteger();
  private final HttpServer server;
  private final String behind;
  private volatile Mood mood;

  /**
   * @param behind the URL that this one's stands for
   */
  Doorman(String behind, Mood mood) {
    this.behind = behind;
    this.mood = mood;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:%d/repository.git".formatted(server.getAddress().getPort());
  }

  void become(Mood next) {
    mood = next;
  }

  /** How often somebody came since the last call. */
  int asked() {
    return asked.getAndSet(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    byte[] request = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      switch (mood) {
        case AWAY -> exchange.sendResponseHeaders(503, -1);
        case CONFUSED -> {
          if (exchange.getRequestMethod().equals("GET")) {
            exchange.sendResponseHeaders(302, -1);
          } else {
            byte[] nonsense = "0008x\n\n0000".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange
                .getResponseHeaders()
                .set("Content-Type", "application/x-git-upload-pack-result");
            exchange.sendResponseHeaders(200, nonsense.length);
            exchange.getResponseBody().write(nonsense);
          }
        }
        case OPEN -> forward(exchange, request);
      }
    }
  }

  private void forward(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().toString().substring("/repository.git".length());
    var request =
        HttpRequest.newBuilder(URI.create(behind + path))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    for (String header :
        new String[] {"Git-Protocol", "Content-Type", "Accept", "Content-Encoding"}) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      response
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      exchange.sendResponseHeaders(
          response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IOException(cause);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
