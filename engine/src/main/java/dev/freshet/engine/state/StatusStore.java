package dev.freshet.engine.state;

import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.api.source.GitRepositoryStatus;
import dev.freshet.core.NamespacedName;

/** Where statuses are kept. An object nothing is stored for has the status of a new one. */
public interface StatusStore {
  <S extends ObjectStatus<S>> S read(StatusKind<S> kind, NamespacedName name);

  /**
   * Stores the end of a run, unless it is stored like that; returns when it is kept, or fails with
   * a named error.
   */
  void write(ObjectKey object, ObjectStatus<?> status);

  /** Shows what is under way to those who watch, where anybody can; it need not be kept. */
  void progress(ObjectKey object, ObjectStatus<?> status);

  default GitRepositoryStatus source(NamespacedName name) {
    return read(StatusKind.SOURCE, name);
  }

  default ImageRepositoryStatus repository(NamespacedName name) {
    return read(StatusKind.REPOSITORY, name);
  }

  default ImagePolicyStatus policy(NamespacedName name) {
    return read(StatusKind.POLICY, name);
  }

  default ImageUpdateAutomationStatus automation(NamespacedName name) {
    return read(StatusKind.AUTOMATION, name);
  }
}
