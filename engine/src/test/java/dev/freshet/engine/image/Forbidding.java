package dev.freshet.engine.image;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.secret.ServiceAccount;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.object.KnownObjects;
import java.util.Optional;

/** Objects of a server that lets nobody read Secrets, service accounts and namespaces. */
final class Forbidding extends OtherwiseKnown {
  Forbidding(KnownObjects objects) {
    super(objects);
  }

  @Override
  public Optional<Secret> secret(NamespacedName name) {
    throw forbidden("secrets", name);
  }

  @Override
  public Optional<ServiceAccount> serviceAccount(NamespacedName name) {
    throw forbidden("serviceaccounts", name);
  }

  private static AutomationException forbidden(String resource, NamespacedName name) {
    return new ReasonedException(
        Reason.FAILED, "%s \"%s\" is forbidden".formatted(resource, name.name()));
  }

  @Override
  public Namespace namespace(String name) {
    throw forbidden("namespaces", new NamespacedName("", name));
  }
}
