package dev.freshet.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.freshet.web.health.Pulse;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users read when the API server does not do what it was asked for. */
class ApiFailureTest {
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

  @Test
  void otherBreakdownsOfTheNetworkHaveWords() {
    assertThat(text(new ConnectException().initCause(new UnresolvedAddressException())))
        .isEqualTo("https://server: no such host");
    assertThat(
            text(
                new HttpConnectTimeoutException("HTTP connect timed out")
                    .initCause(new ConnectException("HTTP connect timed out"))))
        .isEqualTo("https://server: timed out");
    assertThat(text(new SSLHandshakeException("no trusted certificate found")))
        .isEqualTo("https://server: TLS: no trusted certificate found");
    assertThat(text(new IOException("HTTP/1.1 header parser received no bytes")))
        .isEqualTo("https://server: HTTP/1.1 header parser received no bytes");
    assertThat(text(new IOException())).isEqualTo("https://server: IOException");
  }

  @Test
  void statusesDoNotTellWhereTheServerIs() {
    assertThat(failure(new SSLHandshakeException("no name matches 10.0.0.1")).text())
        .isEqualTo("TLS failed");
    assertThat(failure(new IOException("/10.0.0.1:443 closed")).text())
        .isEqualTo("the connection broke");
  }

  private static String text(Throwable cause) {
    try {
      return failure(cause).text(URI.create("https://server/").toURL());
    } catch (MalformedURLException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  private static ApiFailure failure(Throwable cause) {
    return new ApiFailure(new KubernetesClientException("An error has occurred.", cause));
  }

  private String problemOfWatching(String server) {
    try (KubernetesClient client = Kubeconfigs.of(folder, server).connect();
        var cache = new ObjectCache(client, Scope.EVERYTHING, new Pulse(_ -> {}), _ -> {})) {
      cache.start();
      await().until(() -> cache.problems().size() == ServedKind.values().length);
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
