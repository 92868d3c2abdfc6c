package dev.freshet.operator.cache;

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
 * What an informer has to remember to tell what is gone: which objects there are. Their contents
 * are kept elsewhere, once.
 */
final class KnownItems implements ItemStore<GenericKubernetesResource> {
  private final Map<String, GenericKubernetesResource> items = new ConcurrentHashMap<>();

  @Override
  public String getKey(GenericKubernetesResource item) {
    return Cache.metaUidKeyFunc(item);
  }

  /** Answers that there was none, so that all that a list holds is told, known or not. */
  @Override
  public @Nullable GenericKubernetesResource put(String key, GenericKubernetesResource item) {
    items.put(key, withoutContents(item));
    return null;
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
            .build());
    return shell;
  }
}
