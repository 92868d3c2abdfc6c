package dev.freshet.engine.pipeline;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.secret.ServiceAccount;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.NamespacedName;
import java.util.Collection;
import java.util.Optional;

/** Objects of which a test answers a part otherwise. */
class OtherwiseKnown implements KnownObjects {
  private final KnownObjects objects;

  OtherwiseKnown(KnownObjects objects) {
    this.objects = objects;
  }

  @Override
  public Optional<ImageRepository> repository(NamespacedName name) {
    return objects.repository(name);
  }

  @Override
  public Optional<ImagePolicy> policy(NamespacedName name) {
    return objects.policy(name);
  }

  @Override
  public Optional<ImageUpdateAutomation> automation(NamespacedName name) {
    return objects.automation(name);
  }

  @Override
  public Optional<GitRepository> source(NamespacedName name) {
    return objects.source(name);
  }

  @Override
  public Collection<ImageRepository> repositories() {
    return objects.repositories();
  }

  @Override
  public Collection<ImagePolicy> policies() {
    return objects.policies();
  }

  @Override
  public Collection<ImageUpdateAutomation> automations() {
    return objects.automations();
  }

  @Override
  public Collection<GitRepository> sources() {
    return objects.sources();
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
