package dev.freshet.testkit.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A plain HTTP watch of ConfigMaps, begun at what a list has just said. */
final class Following implements AutoCloseable {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final long PATIENCE_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ControlPlane plane;
  private final HttpClient client;
  private final BlockingQueue<String> names = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  private Following(ControlPlane plane) {
    this.plane = plane;
    this.client = HttpClient.newBuilder().sslContext(plane.trustingContext()).build();
  }

  static Following begin(ControlPlane plane) throws IOException, InterruptedException {
    var following = new Following(plane);
    HttpResponse<String> list = following.client.send(following.get(MAPS), BodyHandlers.ofString());
    String version = JSON.readTree(list.body()).at("/metadata/resourceVersion").asText();
    HttpResponse<Stream<String>> watch =
        following.client.send(
            following.get(MAPS + "?watch=true&resourceVersion=" + version), BodyHandlers.ofLines());
    Thread.ofVirtual().start(() -> following.read(watch.body()));
    return following;
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(plane.url().resolve(path))
        .header("Authorization", "Bearer " + User.ADMIN.token())
        .build();
  }

  private void read(Stream<String> lines) {
    try (lines) {
      lines.forEach(line -> names.add(name(line)));
    } catch (UncheckedIOException _) {
      // Broken off; to whoever waits for the end it is one.
    } finally {
      ended.countDown();
    }
  }

  private static String name(String line) {
    try {
      JsonNode event = JSON.readTree(line);
      return event.path("type").asText() + " " + event.at("/object/metadata/name").asText();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** The next event, as its type and the name of the ConfigMap; empty when none comes. */
  String next() throws InterruptedException {
    String name = names.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return name == null ? "" : name;
  }

  boolean ends() throws InterruptedException {
    return ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
