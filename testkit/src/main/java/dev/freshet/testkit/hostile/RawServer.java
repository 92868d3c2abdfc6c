package dev.freshet.testkit.hostile;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One request a connection, answered by bytes: what a proper HTTP server would not let through can
 * be sent. It ends what it sends when it is closed or the client goes.
 */
final class RawServer implements AutoCloseable {
  private static final int MOST_BODY = 64 << 20;

  /** What was asked; the path has the query, the headers lower-case names, the body no chunks. */
  record Request(String method, String path, Map<String, String> headers, String body) {
    Optional<String> header(String lowerCaseName) {
      return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** The part of the path at the place, counted from 0; empty when there is none. */
    String segment(int place) {
      String[] parts = path.split("[/?]", -1);
      return place + 1 < parts.length ? parts[place + 1] : "";
    }
  }

  /** Writes a whole answer, head and all. */
  interface Answers {
    void answer(Request request, Output out) throws IOException, InterruptedException;
  }

  /** What an answer is written to. */
  static final class Output {
    private final OutputStream stream;

    private Output(OutputStream stream) {
      this.stream = stream;
    }

    void text(String latin1) throws IOException {
      bytes(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    void bytes(byte[] bytes) throws IOException {
      stream.write(bytes);
    }

    void flush() throws IOException {
      stream.flush();
    }

    /** A whole answer; each header is a line. */
    void answer(int status, List<String> headers, byte[] body) throws IOException {
      head(status, headers, body.length);
      bytes(body);
    }

    void answer(int status, List<String> headers, String body) throws IOException {
      answer(status, headers, body.getBytes(StandardCharsets.ISO_8859_1));
    }

    void head(int status, List<String> headers, long length) throws IOException {
      text(
          "HTTP/1.1 %d As it is\r\nConnection: close\r\nContent-Length: %d\r\n"
              .formatted(status, length));
      for (String header : headers) {
        text(header + "\r\n");
      }
      text("\r\n");
    }

    /** Begins an answer whose end is the end of the connection. */
    void endless(String contentType) throws IOException {
      text(
          "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: %s\r\n\r\n"
              .formatted(contentType));
    }
  }

  private final ServerSocket socket;
  private final Answers answers;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  RawServer(Answers answers) {
    this.answers = answers;
    try {
      socket = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException cause) {
      throw new UncheckedIOException("listen on loopback", cause);
    }
    threads.execute(this::accept);
  }

  String host() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        threads.execute(() -> serve(client));
      } catch (IOException _) {
        // Closed, or one client was gone before it was accepted.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      Request request = read(client.getInputStream());
      var out = new Output(new BufferedOutputStream(client.getOutputStream(), 64 << 10));
      answers.answer(request, out);
      out.flush();
    } catch (IOException _) {
      // The client went, which is what most of these answers lead to.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed in the middle of a slow answer
    }
  }

  private static Request read(InputStream in) throws IOException {
    String[] first = line(in).split(" ", -1);
    Map<String, String> headers = new HashMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      if (colon < 0) {
        throw new IOException("no header: what is spoken here may be TLS");
      }
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    boolean chunked = headers.getOrDefault("transfer-encoding", "").equals("chunked");
    long length = Long.parseLong(headers.getOrDefault("content-length", "0"));
    String body = chunked ? chunks(in) : text(in.readNBytes((int) Math.min(length, MOST_BODY)));
    return new Request(first[0], first.length > 1 ? first[1] : "/", headers, body);
  }

  private static String chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
      if (size == 0) {
        return text(body.toByteArray());
      }
      body.write(in.readNBytes(size));
      var _ = line(in);
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int one = in.read(); one != '\n'; one = in.read()) {
      if (one < 0) {
        throw new IOException("the client went");
      }
      if (one != '\r') {
        line.write(one);
      }
    }
    return text(line.toByteArray());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    threads.shutdownNow();
  }
}
