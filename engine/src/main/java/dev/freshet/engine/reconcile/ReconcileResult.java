package dev.freshet.engine.reconcile;

import dev.freshet.api.condition.ObjectStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that one run of one object has come to.
 *
 * @param status the object's new one
 * @param events what to tell; a failure is one of them
 * @param amendments what was found out about other objects
 * @param quality whether something was found on the way that a person should mend
 * @param next when to run again of its own accord; a failed run leaves that to the back-off
 */
public record ReconcileResult<S extends ObjectStatus<S>>(
    S status,
    List<Event> events,
    List<Amendment<?>> amendments,
    Quality quality,
    Optional<Duration> next) {

  /** What a person has to do although the run went well. */
  public enum Quality {
    SOUND,
    FLAWED
  }

  public ReconcileResult {
    events = List.copyOf(events);
    amendments = List.copyOf(amendments);
    // An interval of zero: as in Flux no run of its own accord, and not one after the other.
    next = next.filter(Duration::isPositive);
  }

  /** A run that found out nothing beside its own object. */
  public ReconcileResult(S status, List<Event> events, Optional<Duration> next) {
    this(status, events, List.of(), Quality.SOUND, next);
  }

  /** The same, which runs again so much later instead of by its back-off. */
  public ReconcileResult<S> requeueAfter(Duration delay) {
    return new ReconcileResult<>(status, events, amendments, quality, Optional.of(delay));
  }

  public ReconcileResult<S> with(S other) {
    return new ReconcileResult<>(other, events, amendments, quality, next);
  }

  public ReconcileResult<S> amending(List<Amendment<?>> others) {
    return new ReconcileResult<>(status, events, others, quality, next);
  }

  /** The same with more to tell, some of which a person may have to mend. */
  public ReconcileResult<S> telling(List<Event> more, Quality found) {
    List<Event> all = new ArrayList<>(events);
    all.addAll(more);
    return new ReconcileResult<>(status, all, amendments, found, next);
  }
}
