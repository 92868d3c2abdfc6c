package dev.freshet.operator.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.operator.event.EventHistory.Entry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Events as the API server takes them: whole, and as the patch that counts one up. */
final class StoredEvents {
  private StoredEvents() {}

  static ObjectNode first(ObjectEvent event, Entry entry) {
    ObjectNode stored = JsonNodeFactory.instance.objectNode();
    stored.put("apiVersion", "v1").put("kind", "Event");
    ObjectNode metadata =
        stored
            .putObject("metadata")
            .put("name", entry.name())
            .put("namespace", event.object().namespace());
    ObjectNode annotations = metadata.putObject("annotations");
    event.metadata().forEach(annotations::put);
    refer(stored.putObject("involvedObject"), event.object());
    stored.putObject("source").put("component", event.controller());
    return stored
        .put("type", event.isWarning() ? "Warning" : "Normal")
        .put("reason", event.reason())
        .put("message", entry.message())
        .put("firstTimestamp", seconds(entry.first()))
        .put("lastTimestamp", seconds(entry.last()))
        .put("count", entry.count())
        .put("reportingComponent", event.controller())
        // The API server wants the field; Flux's recorders leave it empty.
        .put("reportingInstance", "");
  }

  static ObjectNode countingUp(Entry entry) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("count", entry.count())
        .put("lastTimestamp", seconds(entry.last()))
        .put("message", entry.message());
  }

  static String seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static void refer(ObjectNode reference, InvolvedObject object) {
    reference
        .put("kind", object.kind())
        .put("namespace", object.namespace())
        .put("name", object.name())
        .put("uid", object.uid())
        .put("apiVersion", object.apiVersion())
        .put("resourceVersion", object.resourceVersion());
  }
}
