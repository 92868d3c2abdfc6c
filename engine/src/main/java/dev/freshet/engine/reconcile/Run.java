package dev.freshet.engine.reconcile;

import dev.freshet.api.kind.ObjectKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one object's run ended.
 *
 * @param wakes the objects that have to run because of it
 * @param next when it runs again of its own accord; a failed run leaves that to the back-off
 */
public record Run(Result result, List<ObjectKey> wakes, Optional<Duration> next) {

  /** Whether all went well. */
  public enum Result {
    SUCCEEDED,
    /** The object is ready, but something a person should mend was found on the way. */
    FLAWED,
    FAILED,
    /** How it ended could not be kept: whoever asked for it is answered by the next one. */
    LOST,
    /** Only a change of the object can help. */
    STALLED
  }

  public Run {
    wakes = List.copyOf(wakes);
  }
}
