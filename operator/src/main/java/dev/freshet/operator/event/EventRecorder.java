package dev.freshet.operator.event;

import dev.freshet.engine.reconcile.Event;
import dev.freshet.operator.server.ApiServerClient;
import java.net.URI;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells users what happened to their objects: by Kubernetes Events, and by notifications where an
 * address is given. Recording never blocks and never fails; closing gives what is queued a few
 * seconds.
 */
public final class EventRecorder implements AutoCloseable {
  private final KubernetesEvents kubernetes;

  /** One or none. */
  private final List<Notifications> notifications;

  private EventRecorder(KubernetesEvents kubernetes, List<Notifications> notifications) {
    this.kubernetes = kubernetes;
    this.notifications = notifications;
  }

  /** Records Kubernetes Events only. */
  public static EventRecorder to(ApiServerClient server) {
    return new EventRecorder(new KubernetesEvents(server, KubernetesEvents.DELIVERY), List.of());
  }

  /**
   * Posts to an address of Flux's notification API as well.
   *
   * @param instance which of several operators says it: the host's name
   */
  public static EventRecorder to(ApiServerClient server, URI address, String instance) {
    return new EventRecorder(
        new KubernetesEvents(server, KubernetesEvents.DELIVERY),
        List.of(new Notifications(address, instance, Notifications.DELIVERY)));
  }

  /** Events of one object arrive in the order they are recorded here. */
  public void record(InvolvedObject object, Event event) {
    var both = new ObjectEvent(object, event);
    kubernetes.record(both);
    notifications.forEach(one -> one.record(both));
  }

  /**
   * Has its threads looked after.
   *
   * @param expecting takes the name of a part, and how to hand it a task of no length
   */
  public void expectIn(BiConsumer<String, Consumer<Runnable>> expecting) {
    kubernetes.expectIn(expecting);
    notifications.forEach(one -> one.expectIn(expecting));
  }

  @Override
  public void close() {
    kubernetes.close();
    notifications.forEach(Notifications::close);
  }
}
