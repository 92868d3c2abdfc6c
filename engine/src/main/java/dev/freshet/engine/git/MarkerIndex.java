package dev.freshet.engine.git;

import dev.freshet.core.marker.ManifestMarkers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;

/** The markers of every manifest seen, by the id of its content. */
final class MarkerIndex {
  private final Map<ObjectId, ManifestMarkers> known = new ConcurrentHashMap<>();

  private final Function<byte[], ManifestMarkers> finder;

  MarkerIndex(Function<byte[], ManifestMarkers> finder) {
    this.finder = finder;
  }

  ManifestMarkers search(byte[] content) {
    return finder.apply(content);
  }

  boolean knows(ObjectId blob) {
    return known.containsKey(blob);
  }

  Optional<ManifestMarkers> find(ObjectId blob) {
    return Optional.ofNullable(known.get(blob));
  }

  void add(ObjectId blob, ManifestMarkers markers) {
    known.put(blob.copy(), markers);
  }
}
