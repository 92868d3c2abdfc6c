package dev.freshet.operator.event;

import dev.freshet.operator.cluster.ApiFailure;
import dev.freshet.operator.event.EventHistory.Entry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores events in the API server as core/v1 Events, as Flux's controllers do: the first of its
 * kind is created, the same again counts it up.
 */
final class KubernetesEvents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesEvents.class);
  private static final int TOO_MANY_REQUESTS = 429;

  /** Two minutes without the API server. */
  static final Outbox.Terms TERMS =
      new Outbox.Terms(
          1000, 16, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(3));

  private final KubernetesClient client;
  private final Outbox outbox;

  /** Guarded by itself. */
  private final EventHistory history = new EventHistory();

  KubernetesEvents(KubernetesClient client, Outbox.Terms terms) {
    this.client = client;
    outbox = new Outbox("kubernetes-events", terms);
  }

  void record(ObjectEvent event) {
    synchronized (history) {
      // Put inside the lock: a count must not overtake the one before it.
      history.next(event).ifPresent(entry -> outbox.put(event, () -> attempt(event, entry)));
    }
  }

  private Outbox.Delivery attempt(ObjectEvent event, Entry entry) {
    try {
      store(event, entry);
      return Outbox.Delivery.DONE;
    } catch (KubernetesClientException failure) {
      return judge(event, failure);
    }
  }

  private void store(ObjectEvent event, Entry entry) {
    // The whole Event, although the patch holds three fields of it: without one the client would
    // read it first, for which nobody gave permission.
    var stored = client.v1().events().resource(StoredEvents.first(event, entry));
    if (entry.isFirst()) {
      stored.create();
      return;
    }
    try {
      stored.patch(PatchContext.of(PatchType.STRATEGIC_MERGE), StoredEvents.countingUp(entry));
    } catch (KubernetesClientException failure) {
      if (failure.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw failure;
      }
      // It has expired, as Events do after an hour, or its creation was one too much.
      stored.create();
    }
  }

  private static Outbox.Delivery judge(ObjectEvent event, KubernetesClientException failure) {
    if (isNamespaceTerminating(failure)) {
      // It takes its events with it.
      return Outbox.Delivery.DONE;
    }
    int code = new ApiFailure(failure).code();
    if (isPassing(code)) {
      LOG.atDebug()
          .addKeyValue("object", event.event().object())
          .setCause(failure)
          .log("event not stored yet");
      return Outbox.Delivery.AGAIN;
    }
    // An answer lost on the way makes the second attempt a duplicate.
    if (code != HttpURLConnection.HTTP_CONFLICT) {
      LOG.atError()
          .addKeyValue("object", event.event().object())
          .addKeyValue("reason", event.reason())
          .addKeyValue("error", new ApiFailure(failure).text())
          .setCause(failure)
          .log("event dropped: the API server refused it");
    }
    return Outbox.Delivery.DONE;
  }

  /** An API server that has just started knows neither users nor roles for a moment. */
  private static boolean isPassing(int code) {
    return code == 0
        || code == HttpURLConnection.HTTP_UNAUTHORIZED
        || code == HttpURLConnection.HTTP_FORBIDDEN
        || code == TOO_MANY_REQUESTS
        || code >= HttpURLConnection.HTTP_INTERNAL_ERROR;
  }

  private static boolean isNamespaceTerminating(KubernetesClientException failure) {
    return Stream.ofNullable(failure.getStatus())
        .flatMap(status -> Stream.ofNullable(status.getDetails()))
        .flatMap(details -> details.getCauses().stream())
        .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
  }

  @Override
  public void close() {
    outbox.close();
  }
}
