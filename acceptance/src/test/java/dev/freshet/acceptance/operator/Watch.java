package dev.freshet.acceptance.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Follows a collection of the API server as {@code kubectl get --watch} does. */
final class Watch implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final HttpRequest.Builder request;
  private final URI collection;
  private final Consumer<JsonNode> listener;
  private final Thread thread;
  private volatile boolean closed;

  Watch(HttpClient http, URI collection, String token, Consumer<JsonNode> listener) {
    this.http = http;
    this.collection = collection;
    this.request = HttpRequest.newBuilder().header("Authorization", "Bearer " + token);
    this.listener = listener;
    this.thread = Thread.ofVirtual().start(this::follow);
  }

  private void follow() {
    String seen = "";
    while (!closed) {
      String from = seen.isEmpty() ? "" : "&resourceVersion=" + seen;
      URI uri = URI.create(collection + "?watch=true&timeoutSeconds=3600" + from);
      try {
        HttpResponse<Stream<String>> answer =
            http.send(request.copy().uri(uri).build(), BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
          for (String line : (Iterable<String>) lines::iterator) {
            JsonNode event = JSON.readTree(line);
            seen = event.at("/object/metadata/resourceVersion").asText();
            listener.accept(event);
          }
        }
      } catch (JsonProcessingException cause) {
        throw new IllegalStateException("watch " + collection, cause);
      } catch (IOException | java.io.UncheckedIOException _) {
        // The API server went away, or the test is over: ask again from where it stopped.
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
