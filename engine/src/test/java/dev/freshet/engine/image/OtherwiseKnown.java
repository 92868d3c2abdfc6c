package dev.freshet.engine.image;

import dev.freshet.api.Resource;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.secret.ServiceAccount;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.object.KnownObjects;
import java.util.Collection;
import java.util.Optional;

/** Objects of which a test answers a part otherwise. */
class OtherwiseKnown implements KnownObjects {
  private final KnownObjects objects;

  OtherwiseKnown(KnownObjects objects) {
    this.objects = objects;
  }

  @Override
  public <R extends Resource> Optional<R> find(Kind<R, ?> kind, NamespacedName name) {
    return objects.find(kind, name);
  }

  @Override
  public <R extends Resource> Collection<R> all(Kind<R, ?> kind) {
    return objects.all(kind);
  }

  @Override
  public Optional<Secret> secret(NamespacedName name) {
    return objects.secret(name);
  }

  @Override
  public Optional<ServiceAccount> serviceAccount(NamespacedName name) {
    return objects.serviceAccount(name);
  }

  @Override
  public Namespace namespace(String name) {
    return objects.namespace(name);
  }

  @Override
  public CrossNamespaceRefs crossNamespaceRefs() {
    return objects.crossNamespaceRefs();
  }

  @Override
  public String adviceOnMissing() {
    return objects.adviceOnMissing();
  }
}
