package dev.freshet.benchmarks.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.kube.ControlPlane;
import dev.freshet.testkit.kube.User;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A plain client of the API server, quicker than kubectl, which holds itself back. */
public record ApiServer(HttpClient http, URI url, String token) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 8;

  public static ApiServer of(ControlPlane plane) {
    return new ApiServer(
        HttpClient.newBuilder().sslContext(plane.trustingContext()).build(),
        plane.url(),
        User.ADMIN.token());
  }

  /** Creates objects, several at once; all are there when this returns. */
  public void create(String path, List<String> bodies) throws InterruptedException {
    try (var workers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<JsonNode>> calls =
          bodies.stream()
              .<Callable<JsonNode>>map(body -> () -> send("POST", path, "application/json", body))
              .toList();
      for (Future<JsonNode> call : workers.invokeAll(calls)) {
        call.get();
      }
    } catch (ExecutionException cause) {
      throw new BenchmarkException("create objects: " + cause.getCause());
    }
  }

  /** Deletes all objects of a collection; those with finalizers go when they are cleared. */
  public void deleteAll(String path) {
    send("DELETE", path, "application/json", "");
  }

  public JsonNode read(String path) {
    return send("GET", path, "application/json", "");
  }

  public void annotate(String path, String annotation, String value) {
    send(
        "PATCH",
        path,
        "application/merge-patch+json",
        "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(annotation, value));
  }

  private JsonNode send(String method, String path, String type, String body) {
    try {
      HttpResponse<byte[]> response =
          http.send(
              HttpRequest.newBuilder(url.resolve(path))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", type)
                  .method(method, BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw new BenchmarkException(
            "%s %s: %s"
                .formatted(method, path, new String(response.body(), StandardCharsets.UTF_8)));
      }
      return JSON.readTree(response.body());
    } catch (IOException cause) {
      throw new BenchmarkException("%s %s: %s".formatted(method, path, cause));
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted: " + cause);
    }
  }
}
