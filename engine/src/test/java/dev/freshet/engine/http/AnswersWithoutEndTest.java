package dev.freshet.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.tls.TlsMaterial;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AnswersWithoutEndTest {

  /** Sends zeros for as long as somebody reads. */
  private static HttpServer endless(ExecutorService threads) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            while (true) {
              body.write(new byte[1 << 16]);
            }
          }
        });
    server.start();
    return server;
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void areLetGoWithoutBeingRead() throws IOException {
    var access = new HttpAccess(Fingerprint.NOTHING, TlsMaterial.NONE, Optional.empty());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Connections connections = Connections.direct();
        Connections.Lease lease = connections.lease(access)) {
      HttpServer server = endless(threads);
      int port = server.getAddress().getPort();
      HttpHost host = new HttpHost("http", "127.0.0.1", port);
      var request = ClassicRequestBuilder.get("http://127.0.0.1:%d/".formatted(port)).build();

      byte[] start;
      try (ClassicHttpResponse answer =
          lease.client("http", "127.0.0.1", port).executeOpen(host, request, null)) {
        start = answer.getEntity().getContent().readNBytes(1000);
      }

      assertThat(start).hasSize(1000);
      server.stop(0);
    }
  }
}
