package dev.freshet.engine.image;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.secret.ServiceAccount;
import dev.freshet.api.source.GitRepository;
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
  public Optional<ImageRepository> repository(NamespacedName name) {
    return objects.find(ImageRepository.KIND, name);
  }

  @Override
  public Optional<ImagePolicy> policy(NamespacedName name) {
    return objects.find(ImagePolicy.KIND, name);
  }

  @Override
  public Optional<ImageUpdateAutomation> automation(NamespacedName name) {
    return objects.find(ImageUpdateAutomation.KIND, name);
  }

  @Override
  public Optional<GitRepository> source(NamespacedName name) {
    return objects.find(GitRepository.KIND, name);
  }

  @Override
  public Collection<ImageRepository> repositories() {
    return objects.all(ImageRepository.KIND);
  }

  @Override
  public Collection<ImagePolicy> policies() {
    return objects.all(ImagePolicy.KIND);
  }

  @Override
  public Collection<ImageUpdateAutomation> automations() {
    return objects.all(ImageUpdateAutomation.KIND);
  }

  @Override
  public Collection<GitRepository> sources() {
    return objects.all(GitRepository.KIND);
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
