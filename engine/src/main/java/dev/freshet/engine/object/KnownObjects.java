package dev.freshet.engine.object;

import dev.freshet.api.Resource;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.secret.ServiceAccount;
import dev.freshet.core.NamespacedName;
import java.util.Collection;
import java.util.Optional;

/**
 * The objects a run may look up: one reading of a folder of manifests, or what an API server holds
 * now. Secrets and service accounts come back empty when they do not exist; anything else that
 * keeps them from being read is an {@link dev.freshet.core.AutomationException}.
 */
public interface KnownObjects {

  /** Whether an object may refer to one in another namespace. */
  enum CrossNamespaceRefs {
    ALLOWED,
    BLOCKED
  }

  <R extends Resource> Optional<R> find(Kind<R, ?> kind, NamespacedName name);

  /** All objects of a kind, sorted by their names. */
  <R extends Resource> Collection<R> all(Kind<R, ?> kind);

  Optional<Secret> secret(NamespacedName name);

  Optional<ServiceAccount> serviceAccount(NamespacedName name);

  /** A namespace nothing is known about has no labels but its name. */
  Namespace namespace(String name);

  CrossNamespaceRefs crossNamespaceRefs();

  /** What to do about a missing object, to end a message with; empty when that is plain. */
  String adviceOnMissing();

  /**
   * What to say of an object that is there and yet not found here: why it cannot be used. Those of
   * another namespace have no business with that.
   */
  default Optional<String> refusal(Kind<?, ?> kind, NamespacedName name, String asking) {
    return Optional.empty();
  }

  /** Whether what the object's runs found is here; else another process takes care of it. */
  default boolean isRunHere(ObjectKey key) {
    return true;
  }

  default Optional<Reconcilable> find(ObjectKey key) {
    return find(key.kind(), key.name()).map(Reconcilable.class::cast);
  }
}
