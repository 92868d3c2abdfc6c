package dev.freshet.engine.reconcile;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.AutomationException;
import dev.freshet.core.OutsideText;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Something a user may want to hear of one object; the message is printable and holds no secret.
 *
 * @param metadata more for those who take events to machines, by keys of the kind's group
 */
public record Event(
    ObjectKey object,
    Type type,
    Reason reason,
    String message,
    Instant at,
    Map<String, String> metadata) {

  public Event {
    message = OutsideText.lines(message);
    metadata = metadata.isEmpty() ? Map.of() : shown(metadata);
  }

  private static Map<String, String> shown(Map<String, String> metadata) {
    return metadata.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, entry -> OutsideText.lines(entry.getValue())));
  }

  /** An event that says all there is in its message. */
  public Event(ObjectKey object, Type type, Reason reason, String message, Instant at) {
    this(object, type, reason, message, at, Map.of());
  }

  /** What Kubernetes calls the event's type; TRACE is for runs that changed nothing. */
  public enum Type {
    NORMAL,
    WARNING,
    TRACE
  }

  /** That a run of the object failed. */
  public static Event failed(ObjectKey object, AutomationException failure, Instant at) {
    return new Event(
        object,
        Type.WARNING,
        ReasonedException.reasonOf(failure),
        String.valueOf(failure.getMessage()),
        at);
  }
}
