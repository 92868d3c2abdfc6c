package dev.freshet.operator.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer has to remember to tell what is new and what is gone: which objects there are,
 * and in which version. Their contents are kept elsewhere, once.
 */
final class ItemVersions implements ItemStore<GenericKubernetesResource> {
  private final Map<String, GenericKubernetesResource> items = new ConcurrentHashMap<>();

  @Override
  public String getKey(GenericKubernetesResource item) {
    return Cache.metaUidKeyFunc(item);
  }

  @Override
  public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource item) {
    return items.put(key, withoutContents(item));
  }

  @Override
  public @Nullable GenericKubernetesResource remove(String key) {
    return items.remove(key);
  }

  @Override
  public Stream<String> keySet() {
    return items.keySet().stream();
  }

  @Override
  public Stream<GenericKubernetesResource> values() {
    return items.values().stream();
  }

  @Override
  public @Nullable GenericKubernetesResource get(String key) {
    return items.get(key);
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public boolean isFullState() {
    return false;
  }

  private static GenericKubernetesResource withoutContents(GenericKubernetesResource item) {
    ObjectMeta metadata = item.getMetadata();
    var shell = new GenericKubernetesResource();
    shell.setApiVersion(item.getApiVersion());
    shell.setKind(item.getKind());
    shell.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .withUid(metadata.getUid())
            .withResourceVersion(metadata.getResourceVersion())
            .build());
    return shell;
  }
}
