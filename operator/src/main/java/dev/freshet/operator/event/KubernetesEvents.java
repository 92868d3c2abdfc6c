package dev.freshet.operator.event;

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

  /** Two minutes without the API server; the client itself tries several times in each attempt. */
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
    if (entry.isFirst()) {
      create(event, entry);
      return;
    }
    try {
      client
          .v1()
          .events()
          .inNamespace(event.object().namespace())
          .withName(entry.name())
          .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), StoredEvents.countingUp(entry));
    } catch (KubernetesClientException failure) {
      if (failure.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw failure;
      }
      // It has expired, as Events do after an hour, or its creation was one too much.
      create(event, entry);
    }
  }

  private void create(ObjectEvent event, Entry entry) {
    client.v1().events().resource(StoredEvents.first(event, entry)).create();
  }

  private static Outbox.Delivery judge(ObjectEvent event, KubernetesClientException failure) {
    int code = failure.getCode();
    if (code == 0 || code == TOO_MANY_REQUESTS || code >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
      LOG.atDebug()
          .addKeyValue("object", event.event().object())
          .setCause(failure)
          .log("event not stored yet");
      return Outbox.Delivery.AGAIN;
    }
    // An answer lost on the way makes the second attempt a duplicate; a namespace that is going
    // takes its events with it.
    if (code != HttpURLConnection.HTTP_CONFLICT && !isNamespaceTerminating(failure)) {
      LOG.atError()
          .addKeyValue("object", event.event().object())
          .addKeyValue("reason", event.reason())
          .setCause(failure)
          .log("event dropped: the API server refused it");
    }
    return Outbox.Delivery.DONE;
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
