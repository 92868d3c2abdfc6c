package dev.freshet.operator.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.core.Backoff;
import dev.freshet.core.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts events to an address that speaks Flux's notification API, such as its controller. */
final class Notifications implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int TOO_MANY_REQUESTS = 429;

  static final Outbox.DeliveryPolicy DELIVERY =
      new Outbox.DeliveryPolicy(
          1000,
          5,
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)),
          Duration.ofSeconds(3));

  private final HttpRequest.Builder request;
  private final String instance;
  private final Outbox outbox;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /**
   * Refuses an address that no request can go to.
   *
   * @param instance which of several operators says it: the host's name
   */
  Notifications(URI address, String instance, Outbox.DeliveryPolicy delivery) {
    try {
      request = HttpRequest.newBuilder(address).header("Content-Type", "application/json");
    } catch (IllegalArgumentException cause) {
      throw new InvalidInputException("the address for events is not one: " + cause.getMessage());
    }
    this.instance = instance;
    outbox = new Outbox("notifications", delivery);
  }

  void record(ObjectEvent event) {
    if (!event.isTrace()) {
      outbox.put(event, () -> attempt(event));
    }
  }

  private Outbox.Delivery attempt(ObjectEvent event) throws InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(
            request.copy().POST(BodyPublishers.ofString(body(event))).build(),
            BodyHandlers.discarding());
    try {
      // The client's own time-out ends with the headers; a body can go on for ever.
      return judge(event, answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).statusCode());
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException cause) {
        return unreachable(event, cause);
      }
      throw new IllegalStateException("post an event", failure.getCause());
    } catch (TimeoutException failure) {
      return unreachable(event, failure);
    } finally {
      answer.cancel(true);
    }
  }

  private static Outbox.Delivery unreachable(ObjectEvent event, Exception cause) {
    LOG.atDebug()
        .addKeyValue("object", event.event().object())
        .setCause(cause)
        .log("notification not posted yet");
    return Outbox.Delivery.AGAIN;
  }

  private static Outbox.Delivery judge(ObjectEvent event, int status) {
    if (status == TOO_MANY_REQUESTS) {
      // The receiver's way to say that it has this one already.
      return Outbox.Delivery.DONE;
    }
    if (status >= 500 && status != 501) {
      return Outbox.Delivery.AGAIN;
    }
    if (status >= 400) {
      LOG.atError()
          .addKeyValue("object", event.event().object())
          .addKeyValue("reason", event.reason())
          .addKeyValue("status", status)
          .log("notification refused");
    }
    return Outbox.Delivery.DONE;
  }

  /** The event as Flux's controllers post it, fields in their order. */
  String body(ObjectEvent event) {
    InvolvedObject object = event.object();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("involvedObject")
        .put("kind", object.kind())
        .put("namespace", object.namespace())
        .put("name", object.name())
        .put("uid", object.uid())
        .put("apiVersion", object.apiVersion())
        .put("resourceVersion", object.resourceVersion());
    body.put("severity", event.isWarning() ? "error" : "info")
        .put("timestamp", StoredEvents.seconds(event.at()))
        .put("message", event.message())
        .put("reason", event.reason());
    if (!event.metadata().isEmpty()) {
      ObjectNode metadata = body.putObject("metadata");
      event.metadata().forEach(metadata::put);
    }
    return body.put("reportingController", event.controller())
        .put("reportingInstance", instance)
        .toString();
  }

  void expectIn(BiConsumer<String, Consumer<Runnable>> expecting) {
    outbox.expectIn(expecting);
  }

  @Override
  public void close() {
    outbox.close();
    client.shutdownNow();
  }
}
