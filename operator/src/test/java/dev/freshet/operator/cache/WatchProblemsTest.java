package dev.freshet.operator.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.freshet.operator.TestControllers;
import dev.freshet.operator.server.Kubeconfigs;
import dev.freshet.web.health.Pulse;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log says of a kind that cannot be listed or watched. */
class WatchProblemsTest {
  @TempDir Path folder;

  @Test
  void aServerThatIsNotThereIsNamedWithTheReason() throws IOException {
    String server = "https://127.0.0.1:" + unusedPort();

    assertThat(problemOfWatching(server))
        .isEqualTo(
            "cannot watch imagepolicies.image.toolkit.fluxcd.io: %s: connection refused"
                .formatted(server));
  }

  @Test
  void aRefusalSaysWhatTheServerSaid() throws IOException {
    HttpServer server = refusing();
    try {
      assertThat(problemOfWatching("http://127.0.0.1:" + server.getAddress().getPort()))
          .isEqualTo("cannot watch imagepolicies.image.toolkit.fluxcd.io: Unauthorized");
    } finally {
      server.stop(0);
    }
  }

  private String problemOfWatching(String server) {
    try (KubernetesClient client = Kubeconfigs.of(folder, server).connect();
        var cache =
            new ObjectCache(
                TestControllers.KINDS, client, Scope.EVERYTHING, new Pulse(_ -> {}), _ -> {})) {
      cache.start();
      await().until(() -> cache.problems().size() == TestControllers.KINDS.size());
      return cache.problems().stream()
          .filter(problem -> problem.contains("imagepolicies"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static int unusedPort() throws IOException {
    try (var socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static HttpServer refusing() throws IOException {
    byte[] status =
        """
        {"kind": "Status", "apiVersion": "v1", "status": "Failure", "message": "Unauthorized",
         "reason": "Unauthorized", "code": 401}
        """
            .getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(401, status.length);
          exchange.getResponseBody().write(status);
          exchange.close();
        });
    server.start();
    return server;
  }
}
