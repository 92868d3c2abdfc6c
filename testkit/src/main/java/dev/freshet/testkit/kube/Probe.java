package dev.freshet.testkit.kube;

import dev.freshet.testkit.tls.TrustedCertificates;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks the servers of a control plane whether they are ready to be used. */
final class Probe implements AutoCloseable {
  private final URI etcd;
  private final URI apiServer;
  private final Path certificate;
  private final HttpClient plain = HttpClient.newHttpClient();
  private @Nullable HttpClient trusting;

  Probe(URI etcd, URI apiServer, Path certificate) {
    this.etcd = etcd;
    this.apiServer = apiServer;
    this.certificate = certificate;
  }

  boolean etcdIsReady() {
    return succeeds(plain, HttpRequest.newBuilder(etcd.resolve("/readyz")));
  }

  /**
   * Ready includes the roles of RBAC. The namespace is made at about the same time; and it is read
   * from etcd, while what the API server says about etcd may be some moments old.
   */
  boolean apiServerIsReady() {
    return isListening()
        && succeeds(trusting(), asAdmin("/readyz"))
        && succeeds(trusting(), asAdmin("/api/v1/namespaces/default"));
  }

  /** Before it listens, its certificate may be half written. */
  private boolean isListening() {
    try (var _ = new Socket(apiServer.getHost(), apiServer.getPort())) {
      return true;
    } catch (IOException _) {
      return false; // not yet, or no longer
    }
  }

  private HttpClient trusting() {
    HttpClient client = trusting;
    if (client == null) {
      client = HttpClient.newBuilder().sslContext(TrustedCertificates.of(certificate)).build();
      trusting = client;
    }
    return client;
  }

  private HttpRequest.Builder asAdmin(String path) {
    return HttpRequest.newBuilder(apiServer.resolve(path))
        .header("Authorization", "Bearer " + User.ADMIN.token());
  }

  private static boolean succeeds(HttpClient client, HttpRequest.Builder request) {
    try {
      var once = request.timeout(Duration.ofSeconds(5)).build();
      return client.send(once, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false; // not yet, or no longer
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a control plane started", cause);
    }
  }

  @Override
  public void close() {
    plain.shutdownNow();
    if (trusting != null) {
      trusting.shutdownNow();
    }
  }
}
