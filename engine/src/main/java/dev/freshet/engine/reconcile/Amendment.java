package dev.freshet.engine.reconcile;

import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a run has found out about another object. It is done after the run's own status is kept, and
 * only where the other object is run by the same process.
 *
 * @param change makes the other object's status from what is stored by then
 * @param events what to tell of it
 * @param wake whether the other object has to run because of it
 */
public record Amendment<S extends ObjectStatus<S>>(
    Kind<?, S> kind, NamespacedName name, UnaryOperator<S> change, List<Event> events, Wake wake) {

  /** Whether the object runs again soon. */
  public enum Wake {
    LEFT_ALONE,
    WOKEN
  }

  public Amendment {
    events = List.copyOf(events);
  }

  /** A change of the status, and nothing else. */
  public static <S extends ObjectStatus<S>> Amendment<S> ofStatus(
      Kind<?, S> kind, NamespacedName name, UnaryOperator<S> change) {
    return new Amendment<>(kind, name, change, List.of(), Wake.LEFT_ALONE);
  }

  ObjectKey key() {
    return new ObjectKey(kind, name);
  }
}
