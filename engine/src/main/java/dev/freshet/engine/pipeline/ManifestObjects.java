package dev.freshet.engine.pipeline;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.secret.ServiceAccount;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.NamespacedName;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The objects of one consistent reading of a folder of manifests, in the order of their keys. */
public record ManifestObjects(
    Map<NamespacedName, ImageRepository> repositoriesByName,
    Map<NamespacedName, ImagePolicy> policiesByName,
    Map<NamespacedName, ImageUpdateAutomation> automationsByName,
    Map<NamespacedName, GitRepository> sourcesByName,
    Map<NamespacedName, Secret> secretsByName,
    Map<String, Namespace> namespacesByName)
    implements KnownObjects {

  static final ManifestObjects NONE =
      new ManifestObjects(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  public static ManifestObjects of(Manifests manifests) {
    return new ManifestObjects(
        byKey(manifests.imageRepositories(), repository -> repository.metadata().key()),
        byKey(manifests.imagePolicies(), policy -> policy.metadata().key()),
        byKey(manifests.imageUpdateAutomations(), automation -> automation.metadata().key()),
        byKey(manifests.gitRepositories(), source -> source.metadata().key()),
        byKey(manifests.secrets(), secret -> secret.metadata().key()),
        byKey(manifests.namespaces(), Namespace::name));
  }

  @Override
  public Optional<ImageRepository> repository(NamespacedName name) {
    return Optional.ofNullable(repositoriesByName.get(name));
  }

  @Override
  public Optional<ImagePolicy> policy(NamespacedName name) {
    return Optional.ofNullable(policiesByName.get(name));
  }

  @Override
  public Optional<ImageUpdateAutomation> automation(NamespacedName name) {
    return Optional.ofNullable(automationsByName.get(name));
  }

  @Override
  public Optional<GitRepository> source(NamespacedName name) {
    return Optional.ofNullable(sourcesByName.get(name));
  }

  @Override
  public Collection<ImageRepository> repositories() {
    return repositoriesByName.values();
  }

  @Override
  public Collection<ImagePolicy> policies() {
    return policiesByName.values();
  }

  @Override
  public Collection<ImageUpdateAutomation> automations() {
    return automationsByName.values();
  }

  @Override
  public Collection<GitRepository> sources() {
    return sourcesByName.values();
  }

  @Override
  public Optional<Secret> secret(NamespacedName name) {
    return Optional.ofNullable(secretsByName.get(name));
  }

  @Override
  public Optional<ServiceAccount> serviceAccount(NamespacedName name) {
    return Optional.empty();
  }

  /** A namespace no manifest describes has no labels but its name. */
  @Override
  public Namespace namespace(String name) {
    return namespacesByName.getOrDefault(name, Namespace.named(name));
  }

  @Override
  public CrossNamespaceRefs crossNamespaceRefs() {
    return CrossNamespaceRefs.ALLOWED;
  }

  @Override
  public String adviceOnMissing() {
    return "; add its manifest to the folder, or to one named with --secrets";
  }

  private static <K extends Comparable<K>, V> Map<K, V> byKey(
      Collection<V> values, Function<V, K> key) {
    Map<K, V> map = new TreeMap<>();
    values.forEach(value -> map.put(key.apply(value), value));
    return Collections.unmodifiableMap(map);
  }
}
