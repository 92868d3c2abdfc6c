package dev.freshet.operator.event;

import dev.freshet.core.Backoff;
import dev.freshet.operator.event.EventHistory.Entry;
import dev.freshet.operator.server.Answer;
import dev.freshet.operator.server.ApiServerClient;
import dev.freshet.operator.server.ResourcePath;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores events in the API server as core/v1 Events, as Flux's controllers do: the first of its
 * kind is created, the same again counts it up.
 */
final class KubernetesEvents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesEvents.class);

  /** Ten minutes without the API server. */
  static final Outbox.DeliveryPolicy DELIVERY =
      new Outbox.DeliveryPolicy(
          1000,
          64,
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)),
          Duration.ofSeconds(3));

  private final ApiServerClient server;
  private final Outbox outbox;

  /** Guarded by itself. */
  private final EventHistory history = new EventHistory();

  KubernetesEvents(ApiServerClient server, Outbox.DeliveryPolicy delivery) {
    this.server = server;
    outbox = new Outbox("kubernetes-events", delivery);
  }

  void record(ObjectEvent event) {
    synchronized (history) {
      // Put inside the lock: a count must not overtake the one before it.
      history.next(event).ifPresent(entry -> outbox.put(event, () -> attempt(event, entry)));
    }
  }

  private Outbox.Delivery attempt(ObjectEvent event, Entry entry) {
    return switch (store(event, entry)) {
      case Answer.Done _ -> Outbox.Delivery.DONE;
      case Answer.Missing() -> Outbox.Delivery.DONE; // with its namespace
      case Answer.Conflict _ -> Outbox.Delivery.DONE; // the answer to an attempt was lost
      case Answer.Unavailable(String why, _) -> {
        LOG.atDebug()
            .addKeyValue("object", event.event().object())
            .log("event not stored yet: {}", why);
        yield Outbox.Delivery.AGAIN;
      }
      case Answer.Refused refused -> {
        if (!isNamespaceTerminating(refused)) { // which takes its events with it
          LOG.atError()
              .addKeyValue("object", event.event().object())
              .addKeyValue("reason", event.reason())
              .log("event dropped: the API server refused it: {}", refused.message());
        }
        yield Outbox.Delivery.DONE;
      }
    };
  }

  private Answer store(ObjectEvent event, Entry entry) {
    ResourcePath events =
        ResourcePath.of("api", "v1", "namespaces", event.object().namespace(), "events");
    if (!entry.isFirst()) {
      Answer counted =
          server.patch(
              events.below(entry.name()), event.controller(), StoredEvents.countingUp(entry));
      if (!(counted instanceof Answer.Missing)) {
        return counted;
      }
      // It has expired, as Events do after an hour, or its creation was one too much.
    }
    return server.create(events, event.controller(), StoredEvents.first(event, entry));
  }

  private static boolean isNamespaceTerminating(Answer.Refused refused) {
    return StreamSupport.stream(refused.status().at("/details/causes").spliterator(), false)
        .anyMatch(cause -> cause.path("reason").asText("").equals("NamespaceTerminating"));
  }

  void expectIn(BiConsumer<String, Consumer<Runnable>> expecting) {
    outbox.expectIn(expecting);
  }

  @Override
  public void close() {
    outbox.close();
  }
}
