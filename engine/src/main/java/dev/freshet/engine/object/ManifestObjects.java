package dev.freshet.engine.object;

import dev.freshet.api.Resource;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.api.secret.ServiceAccount;
import dev.freshet.core.NamespacedName;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The objects of one consistent reading of a folder of manifests, in the order of their keys. */
public record ManifestObjects(
    Map<Kind<?, ?>, SortedMap<NamespacedName, Reconcilable>> byKind,
    Map<NamespacedName, Secret> secretsByName,
    Map<String, Namespace> namespacesByName)
    implements KnownObjects {

  public static final ManifestObjects NONE = new ManifestObjects(Map.of(), Map.of(), Map.of());

  public static ManifestObjects of(Manifests manifests) {
    Map<Kind<?, ?>, SortedMap<NamespacedName, Reconcilable>> byKind = new TreeMap<>();
    for (Reconcilable object : manifests.objects()) {
      byKind
          .computeIfAbsent(object.kind(), _ -> new TreeMap<>())
          .put(object.metadata().key(), object);
    }
    return new ManifestObjects(
        Collections.unmodifiableMap(byKind),
        byKey(manifests.secrets(), secret -> secret.metadata().key()),
        byKey(manifests.namespaces(), Namespace::name));
  }

  @Override
  public <R extends Resource> Optional<R> find(Kind<R, ?> kind, NamespacedName name) {
    return Optional.ofNullable(of(kind).get(name)).map(kind::cast);
  }

  @Override
  public <R extends Resource> Collection<R> all(Kind<R, ?> kind) {
    return of(kind).values().stream().map(kind::cast).toList();
  }

  private SortedMap<NamespacedName, Reconcilable> of(Kind<?, ?> kind) {
    return byKind.getOrDefault(kind, Collections.emptySortedMap());
  }

  /** Every object of these kinds, in the order the data flows. */
  public List<ObjectKey> keys(Collection<? extends Kind<?, ?>> kinds) {
    return kinds.stream()
        .sorted()
        .flatMap(kind -> of(kind).keySet().stream().map(name -> new ObjectKey(kind, name)))
        .toList();
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
