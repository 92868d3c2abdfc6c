package dev.freshet.api.condition;

import java.time.Instant;

/**
 * What the statuses of all kinds have in common.
 *
 * @param <S> the status itself
 */
public interface ObjectStatus<S extends ObjectStatus<S>> {
  Conditions conditions();

  /** The generation of the spec that was last seen through; -1 before the first. */
  long observedGeneration();

  /** The last request that was answered, empty before the first. */
  String lastHandledReconcileAt();

  /** When a run begins: most kinds have nothing to say of that. */
  S begun(Instant at);

  S withConditions(Conditions conditions);

  S withObservedGeneration(long generation);

  S withLastHandledReconcileAt(String token);
}
