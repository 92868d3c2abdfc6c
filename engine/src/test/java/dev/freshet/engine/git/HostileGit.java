package dev.freshet.engine.git;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** A Git server on bare sockets that answers each request as a test says, byte by byte. */
final class HostileGit implements AutoCloseable {
  static final String ID = "1".repeat(40);
  static final String CAPABILITIES =
      "side-band-64k ofs-delta shallow no-progress allow-reachable-sha1-in-want agent=git/2.39";

  /** What the server does with a request. */
  @FunctionalInterface
  interface Behaviour {
    void answer(String path, String body, Answer answer) throws IOException;
  }

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Behaviour behaviour;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private final AtomicInteger connections = new AtomicInteger();

  private HostileGit(ServerSocket listener, Behaviour behaviour) {
    this.listener = listener;
    this.behaviour = behaviour;
    threads.execute(this::listen);
  }

  static HostileGit start(Behaviour behaviour) throws IOException {
    return new HostileGit(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), behaviour);
  }

  /** Speaks protocol version 2 and leaves lists and fetches to the behaviour. */
  static HostileGit version2(Behaviour behaviour) throws IOException {
    return start((path, body, answer) -> {
      if (path.contains("/info/refs")) {
        answer.send(
            "application/x-git-upload-pack-advertisement",
            packet("# service=git-upload-pack\n")
                + "0000"
                + packet("version 2\n")
                + packet("ls-refs=unborn\n")
                + packet("fetch=shallow wait-for-done\n")
                + packet("object-format=sha1\n")
                + "0000");
      } else {
        behaviour.answer(path, body, answer);
      }
    });
  }

  /** Lists one branch, and leaves fetches to the behaviour. */
  static HostileGit fetched(Behaviour behaviour) throws IOException {
    return version2((path, body, answer) -> {
      if (body.contains("command=ls-refs")) {
        answer.result(packet(ID + " refs/heads/main\n") + "0000");
      } else {
        behaviour.answer(path, body, answer);
      }
    });
  }

  static String packet(String text) {
    return "%04x%s".formatted(text.length() + 4, text);
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/a.git";
  }

  int connections() {
    return connections.get();
  }

  List<String> requests() {
    return requests;
  }

  private void listen() {
    try {
      while (true) {
        Socket client = listener.accept();
        connections.incrementAndGet();
        threads.execute(() -> serve(client));
      }
    } catch (IOException _) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket client) {
    try (client) {
      InputStream in = new BufferedInputStream(client.getInputStream());
      while (true) {
        String head = head(in);
        String path = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/"));
        int at = head.toLowerCase(Locale.ROOT).indexOf("content-length: ");
        int length =
            at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf("\r\n", at)));
        byte[] sent = in.readNBytes(length);
        boolean isPacked = length > 1 && sent[0] == 0x1f && sent[1] == (byte) 0x8b;
        byte[] plain =
            isPacked ? new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes() : sent;
        String body = new String(plain, StandardCharsets.ISO_8859_1);
        requests.add(head.substring(0, head.indexOf(' ')) + " " + path);
        behaviour.answer(path, body, new Answer(client.getOutputStream()));
      }
    } catch (IOException | RuntimeException _) {
      // The client has gone.
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no more requests");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** Where an answer is written to. */
  record Answer(OutputStream out) {

    void send(String type, String body) throws IOException {
      status("200 OK", "Content-Type: " + type, body);
    }

    void result(String body) throws IOException {
      send("application/x-git-upload-pack-result", body);
    }

    void status(String status, String header, String body) throws IOException {
      write(
          "HTTP/1.1 %s\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(status, header, body.length(), body));
    }

    /** Starts an answer that need not end. */
    void stream(String type) throws IOException {
      write(
          "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
              .formatted(type));
    }

    void chunk(String part) throws IOException {
      write("%x\r\n%s\r\n".formatted(part.length(), part));
    }

    private void write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.shutdownNow();
  }
}
