package dev.freshet.engine.pipeline;

import dev.freshet.core.Reason;
import dev.freshet.engine.state.ObjectKey;
import java.time.Instant;

/** Something a user may want to hear of one object; the message holds no secret. */
public record Event(ObjectKey object, Type type, Reason reason, String message, Instant at) {

  /** What Kubernetes calls the event's type; TRACE is for runs that changed nothing. */
  public enum Type {
    NORMAL,
    WARNING,
    TRACE
  }
}
