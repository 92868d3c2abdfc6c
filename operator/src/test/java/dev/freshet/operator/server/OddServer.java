package dev.freshet.operator.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/** An API server on loopback that answers as no well one would. */
public final class OddServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** One answer; what is promised and not sent is waited for. */
  public record Reply(int status, String body, int promised) {
    public static Reply of(int status, String body) {
      return new Reply(status, body, body.length());
    }

    /** Begins a long body, and then nothing more comes. */
    public static Reply stalling() {
      return new Reply(200, "{\"kind\":", 500);
    }
  }

  /**
   * @param replies by the request, as {@code GET /path?query}
   */
  public OddServer(Function<String, Reply> replies) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          exchange.getRequestBody().readAllBytes();
          requests.add(request);
          answer(exchange, replies.apply(request));
        });
    server.start();
  }

  private void answer(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), reply.promised() == 0 ? -1 : reply.promised());
    exchange.getResponseBody().write(reply.body().getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
    if (reply.promised() > reply.body().length()) {
      awaitTheEnd();
    }
    exchange.close();
  }

  private void awaitTheEnd() {
    try {
      closing.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  public List<String> requests() {
    return requests;
  }

  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  public KubernetesClient connect(Path folder) {
    return connect(folder, _ -> {});
  }

  KubernetesClient connect(Path folder, Consumer<ApiAnswer> answers) {
    return new ClusterOptions(Optional.of(kubeconfig(folder)), Optional.empty(), "0.0.0-test")
        .connect(answers, new ApiServerReach());
  }

  private Path kubeconfig(Path folder) {
    try {
      return Files.writeString(
          folder.resolve("kubeconfig"),
          """
          apiVersion: v1
          kind: Config
          current-context: here
          contexts: [{name: here, context: {cluster: here, user: nobody}}]
          clusters: [{name: here, cluster: {server: "http://%s"}}]
          users: [{name: nobody, user: {}}]
          """
              .formatted(host()));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }
}
