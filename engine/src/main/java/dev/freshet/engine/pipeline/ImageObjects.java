package dev.freshet.engine.pipeline;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.ObjectKey.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The objects one run works on, by key; one consistent reading of the manifests. */
public record ImageObjects(
    Map<NamespacedName, ImageRepository> repositories,
    Map<NamespacedName, ImagePolicy> policies,
    Map<NamespacedName, ImageUpdateAutomation> automations,
    Map<NamespacedName, GitRepository> sources,
    Map<NamespacedName, Secret> secrets,
    Map<String, Namespace> namespaces) {

  public static ImageObjects of(Manifests manifests) {
    return new ImageObjects(
        byKey(manifests.imageRepositories(), repository -> repository.metadata().key()),
        byKey(manifests.imagePolicies(), policy -> policy.metadata().key()),
        byKey(manifests.imageUpdateAutomations(), automation -> automation.metadata().key()),
        byKey(manifests.gitRepositories(), source -> source.metadata().key()),
        byKey(manifests.secrets(), secret -> secret.metadata().key()),
        byKey(manifests.namespaces(), Namespace::name));
  }

  /** Every object that is reconciled, in the order the data flows. */
  public List<ObjectKey> keys() {
    List<ObjectKey> keys = new ArrayList<>();
    repositories.keySet().forEach(name -> keys.add(new ObjectKey(Kind.IMAGE_REPOSITORY, name)));
    policies.keySet().forEach(name -> keys.add(new ObjectKey(Kind.IMAGE_POLICY, name)));
    automations
        .keySet()
        .forEach(name -> keys.add(new ObjectKey(Kind.IMAGE_UPDATE_AUTOMATION, name)));
    return keys;
  }

  public Optional<Reconcilable> find(ObjectKey key) {
    return switch (key.kind()) {
      case IMAGE_REPOSITORY ->
          Optional.ofNullable(repositories.get(key.name())).map(Reconcilable.Repository::new);
      case IMAGE_POLICY ->
          Optional.ofNullable(policies.get(key.name())).map(Reconcilable.Policy::new);
      case IMAGE_UPDATE_AUTOMATION ->
          Optional.ofNullable(automations.get(key.name())).map(Reconcilable.Automation::new);
    };
  }

  /** A namespace no manifest describes has no labels but its name. */
  Namespace namespace(String name) {
    return namespaces.getOrDefault(name, Namespace.named(name));
  }

  Optional<Secret> secret(String namespace, String name) {
    return Optional.ofNullable(secrets.get(new NamespacedName(namespace, name)));
  }

  Stream<ImagePolicy> policiesOf(NamespacedName repository) {
    return policies.values().stream()
        .filter(policy -> policy.imageRepositoryRef().equals(repository));
  }

  Stream<ImageUpdateAutomation> automationsIn(String namespace) {
    return automations.values().stream()
        .filter(automation -> automation.metadata().namespace().equals(namespace));
  }

  private static <K extends Comparable<K>, V> Map<K, V> byKey(
      Collection<V> values, Function<V, K> key) {
    Map<K, V> map = new TreeMap<>();
    values.forEach(value -> map.put(key.apply(value), value));
    return Collections.unmodifiableMap(map);
  }
}
