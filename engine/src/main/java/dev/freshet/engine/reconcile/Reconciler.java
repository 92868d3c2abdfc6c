package dev.freshet.engine.reconcile;

import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.object.KnownObjects;
import java.util.Optional;
import java.util.Set;

/**
 * Brings objects of one kind to what they declare. Whoever starts a process hands its reconcilers
 * in; nothing else in it knows one.
 *
 * @param <R> an object of the kind
 * @param <S> its status
 */
public interface Reconciler<R extends Reconcilable, S extends ObjectStatus<S>> {

  /** What Flux does differently for a kind. */
  enum Trait {
    /** An asked run shows nothing before its end. */
    SHOWS_NO_PROGRESS,
    /** A request to a suspended object is not answered. */
    SUSPENDED_WITHOUT_ANSWER,
    /** The Ready condition of a suspended object says which generation was seen. */
    SUSPENSION_IN_CONDITION,
    /** A run that is begun is waited for when the process ends, since it changes another system. */
    RUNS_TO_ITS_END
  }

  Kind<R, S> kind();

  /**
   * Does what there is to do for one object. What is thrown becomes the status of the object, as a
   * failure that is tried again unless its reason says otherwise.
   */
  ReconcileResult<S> reconcile(KnownObjects objects, R object, ReconcileContext<S> context);

  default Set<Trait> traits() {
    return Set.of();
  }

  /** What Flux refuses before it shows that it has begun. */
  default Optional<AutomationException> refusal(R object) {
    return Optional.empty();
  }

  /**
   * Deletes what is kept for an object that is about to go; what there is to tell of that. What the
   * object declares by now may be unreadable, so its name has to do.
   */
  default Optional<Event> cleanUp(NamespacedName name) {
    return Optional.empty();
  }

  /** Lets go of what is kept in memory for an object that is gone. */
  default void forget(NamespacedName name) {}
}
