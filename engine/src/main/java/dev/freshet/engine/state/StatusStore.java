package dev.freshet.engine.state;

import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.api.source.GitRepositoryStatus;
import dev.freshet.core.NamespacedName;

/** Where statuses are kept. An object nothing is stored for has the status of a new one. */
public interface StatusStore {
  GitRepositoryStatus source(NamespacedName name);

  ImageRepositoryStatus repository(NamespacedName name);

  ImagePolicyStatus policy(NamespacedName name);

  ImageUpdateAutomationStatus automation(NamespacedName name);

  /**
   * Stores the end of a run, unless it is stored like that; returns when it is kept, or fails with
   * a named error.
   */
  void write(ObjectKey object, ObjectStatus<?> status);

  /** Shows what is under way to those who watch, where anybody can; it need not be kept. */
  void progress(ObjectKey object, ObjectStatus<?> status);
}
