package dev.freshet.api;

import dev.freshet.core.NamespacedName;
import java.util.Map;
import java.util.Optional;

/**
 * What every object carries beside its spec: its key, labels and annotations.
 *
 * @param generation counts the changes of the spec; 1 where no API server counts
 */
public record Metadata(
    NamespacedName key,
    Map<String, String> labels,
    Map<String, String> annotations,
    long generation) {
  public static final long FIRST_GENERATION = 1;

  public Metadata {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  public String name() {
    return key.name();
  }

  public String namespace() {
    return key.namespace();
  }

  public Optional<String> annotation(String name) {
    return Optional.ofNullable(annotations.get(name));
  }
}
