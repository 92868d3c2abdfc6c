package dev.freshet.engine.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy that opens tunnels for TLS to those who know its user and password. */
final class TunnelProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String expected;
  private final AtomicInteger tunnels = new AtomicInteger();

  private TunnelProxy(ServerSocket listener, String expected) {
    this.listener = listener;
    this.expected = expected;
    threads.execute(this::listen);
  }

  static TunnelProxy start(String user, String password) throws IOException {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new TunnelProxy(
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
        "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  int tunnels() {
    return tunnels.get();
  }

  private void listen() {
    try {
      while (true) {
        Socket client = listener.accept();
        threads.execute(() -> serve(client));
      }
    } catch (IOException _) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      OutputStream answer = client.getOutputStream();
      if (head.lines().noneMatch(this::isLogin)) {
        answer.write(
            """
            HTTP/1.1 407 Proxy Authentication Required\r
            Proxy-Authenticate: Basic realm="proxy"\r
            Content-Length: 0\r
            Connection: close\r
            \r
            """
                .getBytes(StandardCharsets.ISO_8859_1));
        return;
      }
      String target = head.substring("CONNECT ".length(), head.indexOf(" HTTP/"));
      int colon = target.lastIndexOf(':');
      int port = Integer.parseInt(target.substring(colon + 1));
      try (Socket server = new Socket(target.substring(0, colon), port)) {
        tunnels.incrementAndGet();
        answer.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        threads.execute(() -> copy(server, answer));
        client.getInputStream().transferTo(server.getOutputStream());
      }
    } catch (IOException _) {
      // One of the two hung up.
    }
  }

  private static void copy(Socket from, OutputStream to) {
    try {
      from.getInputStream().transferTo(to);
    } catch (IOException _) {
      // The other end hung up.
    }
  }

  private boolean isLogin(String line) {
    int colon = line.indexOf(':');
    return colon > 0
        && line.substring(0, colon).equalsIgnoreCase("Proxy-Authorization")
        && line.substring(colon + 1).strip().equals(expected);
  }

  private static String head(InputStream input) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) input.read());
    }
    return head.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
