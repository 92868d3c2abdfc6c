package dev.freshet.web.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** HTTP by hand, for requests that no client library would send. */
public final class Raw {
  private static final int PATIENCE_MILLIS = 20_000;

  private Raw() {}

  /** All that comes back until the server closes. */
  public static String exchange(int port, String request) {
    try (Socket socket = connect(port)) {
      write(socket, request);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Asks for a target exactly as it is written. */
  public static String get(int port, String target) {
    return exchange(
        port, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  public static Socket connect(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  public static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
