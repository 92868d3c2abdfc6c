package dev.freshet.engine.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP proxy for plain requests that wants a user and password. */
final class ForwardProxy implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String expected;
  private final AtomicInteger served = new AtomicInteger();
  private volatile int longest = Integer.MAX_VALUE;

  private ForwardProxy(HttpServer server, String expected) {
    this.server = server;
    this.expected = expected;
    server.createContext("/", this::forward);
    server.setExecutor(threads);
    server.start();
  }

  static ForwardProxy start(String user, String password) throws IOException {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new ForwardProxy(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
        "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on ends every answer after so many bytes. */
  void breakOffAfter(int bytes) {
    longest = bytes;
  }

  int requests() {
    return served.get();
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!expected.equals(exchange.getRequestHeaders().getFirst("Proxy-Authorization"))) {
        exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"proxy\"");
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(407, -1);
        return;
      }
      served.incrementAndGet();
      HttpURLConnection onward =
          (HttpURLConnection) exchange.getRequestURI().toURL().openConnection(Proxy.NO_PROXY);
      onward.setRequestMethod(exchange.getRequestMethod());
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> {
            if (name.matches("(?i)git-protocol|content-type|content-encoding|accept")) {
              onward.setRequestProperty(name, values.getFirst());
            }
          });
      if (exchange.getRequestMethod().equals("POST")) {
        onward.setDoOutput(true);
        exchange.getRequestBody().transferTo(onward.getOutputStream());
      }
      int status = onward.getResponseCode();
      byte[] body;
      try (InputStream answer = onward.getInputStream()) {
        body = answer.readNBytes(longest);
      }
      exchange.getResponseHeaders().add("Content-Type", onward.getContentType());
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
