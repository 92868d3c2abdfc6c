package dev.freshet.testkit.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What etcd holds, by key, through its JSON gateway. */
final class Store {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int TRIES = 20;

  private final URI etcd;

  Store(URI etcd) {
    this.etcd = etcd;
  }

  /** Changes a value that is there; begins again when somebody else changed it meanwhile. */
  void alter(String key, UnaryOperator<String> change) {
    String encodedKey = encoded(key);
    for (int i = 0; i < TRIES; i++) {
      JsonNode found = ask("range", Map.of("key", encodedKey)).at("/kvs/0");
      if (found.isMissingNode()) {
        throw new IllegalArgumentException("etcd has no " + key);
      }
      String old =
          new String(
              Base64.getDecoder().decode(found.path("value").asText("")), StandardCharsets.UTF_8);
      Map<String, ?> unchanged =
          Map.of(
              "key",
              encodedKey,
              "target",
              "MOD",
              "mod_revision",
              found.path("mod_revision").asText(""));
      Map<String, ?> put =
          Map.of("request_put", Map.of("key", encodedKey, "value", encoded(change.apply(old))));
      Map<String, ?> transaction =
          Map.of("compare", new Map<?, ?>[] {unchanged}, "success", new Map<?, ?>[] {put});
      if (ask("txn", transaction).path("succeeded").asBoolean()) {
        return;
      }
    }
    throw new IllegalStateException(key + " changes all the time");
  }

  private JsonNode ask(String what, Map<String, ?> body) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(etcd.resolve("/v3/kv/" + what))
              .timeout(Duration.ofSeconds(10))
              .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("etcd answered " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException cause) {
      throw new UncheckedIOException("talk to etcd", cause);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while talking to etcd", cause);
    }
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
