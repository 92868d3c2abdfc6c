package dev.freshet.operator.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Single requests for single objects, over the connection, credentials and certificates of the
 * Kubernetes client. Its own methods would read an object before patching it, and build beans that
 * nobody here needs.
 */
public final class ApiServerClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONTENT = "application/json";
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Connections of one client; what an API server does in a millisecond needs no more. */
  private static final int MOST_AT_ONCE = 16;

  /** One that has just started knows neither users nor roles for a moment. */
  private static final Duration STARTING = Duration.ofSeconds(10);

  private final HttpClient http;
  private final String address;
  private final Duration timeout;

  /** When the API server was last away; long before the start, as far as is known. */
  private volatile long away = System.nanoTime() - STARTING.toNanos();

  private final Semaphore slots = new Semaphore(MOST_AT_ONCE, true);

  public ApiServerClient(KubernetesClient client) {
    this(client, TIMEOUT);
  }

  /**
   * For one who cannot wait as long as others, nor behind them.
   *
   * @param timeout of each request, until its answer begins, and then until it ends
   */
  public ApiServerClient(KubernetesClient client, Duration timeout) {
    http = client.getHttpClient();
    address = client.getMasterUrl().toString().replaceFirst("/+$", "");
    this.timeout = timeout;
  }

  public Answer read(ResourcePath path) {
    return send(http.newHttpRequestBuilder().method("GET", null, (String) null), path, "");
  }

  /** The first object of a collection, with the version the collection is at. */
  public Answer first(ResourcePath collection) {
    return send(
        http.newHttpRequestBuilder().method("GET", null, (String) null), collection, "?limit=1");
  }

  public Answer create(ResourcePath collection, String fieldManager, JsonNode object) {
    return write("POST", collection, CONTENT, fieldManager, object);
  }

  /** Makes an object this one, if it still has the version this one names. */
  public Answer replace(ResourcePath path, String fieldManager, JsonNode object) {
    return write("PUT", path, CONTENT, fieldManager, object);
  }

  /** Changes an object by an RFC 7396 patch. */
  public Answer patch(ResourcePath path, String fieldManager, JsonNode patch) {
    return write("PATCH", path, MERGE_PATCH, fieldManager, patch);
  }

  private Answer write(
      String method, ResourcePath path, String content, String fieldManager, JsonNode body) {
    return send(
        http.newHttpRequestBuilder().method(method, content, body.toString()),
        path,
        "?fieldManager=" + URLEncoder.encode(fieldManager, StandardCharsets.UTF_8));
  }

  private Answer send(HttpRequest.Builder request, ResourcePath path, String query) {
    if (!path.isPossible()) {
      return new Answer.Missing(); // and as a URL it could name something else
    }
    HttpRequest whole =
        request
            .uri(address + path + query)
            .header("Accept", CONTENT)
            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .build();
    try {
      if (!slots.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Answer.Unavailable("too many requests wait for the API server", Duration.ZERO);
      }
      try {
        return answer(await(http.sendAsync(whole, byte[].class)));
      } finally {
        slots.release();
      }
    } catch (IOException | ExecutionException cause) {
      away = System.nanoTime();
      return new Answer.Unavailable(
          "API server not reached: " + new ApiFailure(cause).text(), Duration.ZERO);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new ReasonedException(Reason.FAILED, "interrupted", cause);
    }
  }

  private static HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> response)
      throws InterruptedException, ExecutionException {
    try {
      return response.get();
    } catch (InterruptedException interrupted) {
      response.cancel(true);
      throw interrupted;
    }
  }

  private Answer answer(HttpResponse<byte[]> response) throws IOException {
    int code = response.code();
    if (code >= 200 && code < 300) {
      return new Answer.Done(JSON.readTree(response.body()));
    }
    JsonNode status = status(response.body());
    String message = status.path("message").asText("HTTP status " + code);
    return switch (code) {
      case 404 -> new Answer.Missing();
      case 409 -> new Answer.Conflict(message);
      case 429 -> new Answer.Unavailable(message, pause(response));
      case 401, 403 ->
          isStarting()
              ? new Answer.Unavailable(message, Duration.ZERO)
              : new Answer.Refused(message, status);
      default ->
          code >= 500 && !message.contains(Answer.Refused.TOO_LARGE)
              ? new Answer.Unavailable(message, pause(response))
              : new Answer.Refused(message, status);
    };
  }

  private boolean isStarting() {
    return System.nanoTime() - away < STARTING.toNanos();
  }

  /** The API server's Status; a proxy in between may answer with anything. */
  private static JsonNode status(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException _) { // no JSON, so no Status
      return MissingNode.getInstance();
    }
  }

  private static Duration pause(HttpResponse<byte[]> response) {
    return Optional.ofNullable(response.header("Retry-After"))
        .filter(text -> text.matches("[0-9]{1,4}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(Duration.ZERO);
  }
}
