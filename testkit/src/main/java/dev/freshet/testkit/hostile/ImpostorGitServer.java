package dev.freshet.testkit.hostile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.freshet.testkit.tls.SelfSigned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A Git server over TLS that lists one branch with a commit it does not have. Whoever takes its
 * word and has the commit from elsewhere hands out what was never its to show.
 */
public final class ImpostorGitServer implements AutoCloseable {
  private final HttpsServer server;
  private final String commit;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private ImpostorGitServer(HttpsServer server, String commit) {
    this.server = server;
    this.commit = commit;
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public static ImpostorGitServer start(SelfSigned certificate, String commit) {
    try {
      HttpsServer server =
          HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(certificate.serverConfiguration());
      return new ImpostorGitServer(server, commit);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean lists = exchange.getRequestMethod().equals("GET");
      String body =
          lists
              ? packet("# service=git-upload-pack\n")
                  + "0000"
                  + packet(commit + " HEAD\0shallow no-done allow-tip-sha1-in-want side-band-64k\n")
                  + packet(commit + " refs/heads/main\n")
                  + "0000"
              : packet("shallow " + commit + "\n") + "0000" + packet("NAK\n") + "0000";
      exchange
          .getResponseHeaders()
          .set(
              "Content-Type",
              "application/x-git-upload-pack-" + (lists ? "advertisement" : "result"));
      byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String packet(String text) {
    return "%04x%s".formatted(text.length() + 4, text);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
