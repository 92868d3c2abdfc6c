package dev.freshet.web.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.web.server.HttpServer;
import dev.freshet.web.server.ListenAddress;
import dev.freshet.web.server.Raw;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That memory does not follow the size of what is sent, nor open files the number of requests. */
class LargeArtifactTest {
  private static final long SIZE = 1L << 28;
  private static final int CLIENTS = 4;
  private static final long BOUND = 32L << 20;

  @TempDir Path root;

  @Test
  void streamsToManyWithoutHoldingTheFile() throws IOException {
    try (var file = new RandomAccessFile(root.resolve("large.tar.gz").toFile(), "rw")) {
      file.setLength(SIZE); // a hole, which takes no disk
    }
    try (var server = open()) {
      long before = buffered();
      long most = 0;
      var clients = new ArrayList<Socket>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(Raw.connect(server.port()));
        Raw.write(
            clients.getLast(),
            "GET /large.tar.gz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      }

      long sent = 0;
      byte[] bytes = new byte[1 << 20];
      for (int open = CLIENTS; open > 0; ) {
        open = 0;
        for (Socket client : clients) {
          int read = client.getInputStream().readNBytes(bytes, 0, bytes.length);
          sent += read;
          open += read > 0 ? 1 : 0;
        }
        most = Math.max(most, buffered() - before);
      }

      assertThat(sent).isGreaterThan(CLIENTS * SIZE).isLessThan(CLIENTS * (SIZE + 1000));
      assertThat(most).isLessThan(BOUND);
      for (Socket client : clients) {
        client.close();
      }
    }
  }

  @Test
  void closesEveryFileItHasOpened() throws IOException {
    Path file = Files.writeString(root.resolve("small.tar.gz"), "small");
    try (var server = open()) {
      for (int i = 0; i < 20; i++) {
        assertThat(Raw.get(server.port(), "/small.tar.gz")).endsWith("small");
        assertThat(headersOf(server.port(), "HEAD /small.tar.gz")).startsWith("HTTP/1.1 200");
      }

      await().untilAsserted(() -> assertThat(openFiles()).doesNotContain(file.toRealPath()));
    }
  }

  @Test
  void closesTheFileOfAClientThatHangsUp() throws IOException {
    Path file = root.resolve("large.tar.gz");
    try (var content = new RandomAccessFile(file.toFile(), "rw")) {
      content.setLength(SIZE);
    }
    try (var server = open()) {
      try (Socket client = Raw.connect(server.port())) {
        Raw.write(client, "GET /large.tar.gz HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(client.getInputStream().readNBytes(1000)).hasSize(1000);
        assertThat(openFiles()).contains(file.toRealPath());
      }

      await().untilAsserted(() -> assertThat(openFiles()).doesNotContain(file.toRealPath()));
    }
  }

  private HttpServer open() {
    return HttpServer.open(
        ListenAddress.parse("127.0.0.1:0"), List.of(new ArtifactFiles(root).route()));
  }

  private static String headersOf(int port, String request) {
    return Raw.exchange(port, request + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  }

  /** What this process holds outside the heap; what is mapped counts, too. */
  private static long buffered() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static List<Path> openFiles() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.flatMap(LargeArtifactTest::target).toList();
    }
  }

  private static Stream<Path> target(Path descriptor) {
    try {
      return Stream.of(Files.readSymbolicLink(descriptor));
    } catch (IOException _) {
      return Stream.empty(); // closed meanwhile
    }
  }
}
