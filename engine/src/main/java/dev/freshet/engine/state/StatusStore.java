package dev.freshet.engine.state;

import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.kind.Kind;
import dev.freshet.core.NamespacedName;

/** Where statuses are kept. An object nothing is stored for has the status of a new one. */
public interface StatusStore {
  <S extends ObjectStatus<S>> S read(Kind<?, S> kind, NamespacedName name);

  /**
   * Stores the end of a run, unless it is stored like that; returns when it is kept, or fails with
   * a named error.
   */
  <S extends ObjectStatus<S>> void write(Kind<?, S> kind, NamespacedName name, S status);

  /** Shows what is under way to those who watch, where anybody can; it need not be kept. */
  <S extends ObjectStatus<S>> void progress(Kind<?, S> kind, NamespacedName name, S status);
}
