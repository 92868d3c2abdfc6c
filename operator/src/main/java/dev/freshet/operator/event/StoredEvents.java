package dev.freshet.operator.event;

import dev.freshet.operator.event.EventHistory.Entry;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Events as the API server takes them: whole, and as the patch that counts one up. */
final class StoredEvents {
  private StoredEvents() {}

  static Event first(ObjectEvent event, Entry entry) {
    return new EventBuilder()
        .withNewMetadata()
        .withName(entry.name())
        .withNamespace(event.object().namespace())
        .withAnnotations(event.metadata())
        .endMetadata()
        .withInvolvedObject(reference(event.object()))
        .withType(event.isWarning() ? "Warning" : "Normal")
        .withReason(event.reason())
        .withMessage(entry.message())
        .withNewSource()
        .withComponent(event.controller())
        .endSource()
        .withFirstTimestamp(seconds(entry.first()))
        .withLastTimestamp(seconds(entry.last()))
        .withCount(entry.count())
        .withReportingComponent(event.controller())
        // The API server wants the field; Flux's recorders leave it empty.
        .withReportingInstance("")
        .build();
  }

  static String countingUp(Entry entry) {
    return Serialization.asJson(
        Map.of(
            "count", entry.count(),
            "lastTimestamp", seconds(entry.last()),
            "message", entry.message()));
  }

  static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static ObjectReference reference(InvolvedObject object) {
    return new ObjectReferenceBuilder()
        .withKind(object.kind())
        .withNamespace(object.namespace())
        .withName(object.name())
        .withUid(object.uid())
        .withApiVersion(object.apiVersion())
        .withResourceVersion(object.resourceVersion())
        .build();
  }
}
