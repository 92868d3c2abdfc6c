package dev.freshet.operator.event;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.reconcile.Event;
import java.time.Instant;
import java.util.Map;

/** Events of a repository as the pipeline makes them. */
final class Examples {
  static final Instant START = Instant.parse("2026-11-22T19:40:00Z");

  private Examples() {}

  static InvolvedObject repository(String name, Map<String, String> annotations) {
    return new InvolvedObject(
        "image.toolkit.fluxcd.io/v1",
        "ImageRepository",
        "default",
        name,
        "uid-of-" + name,
        "1234",
        annotations);
  }

  static ObjectEvent event(String name, Event.Type type, String message, Instant at) {
    return event(repository(name, Map.of()), type, message, at, Map.of());
  }

  static ObjectEvent event(
      InvolvedObject object,
      Event.Type type,
      String message,
      Instant at,
      Map<String, String> metadata) {
    var key =
        new ObjectKey(ImageRepository.KIND, new NamespacedName(object.namespace(), object.name()));
    Reason reason = type == Event.Type.WARNING ? Reason.READ_OPERATION_FAILED : Reason.SUCCEEDED;
    return new ObjectEvent(object, new Event(key, type, reason, message, at, metadata));
  }
}
