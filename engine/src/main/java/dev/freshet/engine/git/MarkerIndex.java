package dev.freshet.engine.git;

import dev.freshet.core.marker.ManifestMarkers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The markers of every manifest seen, by the id of its content, so that no content is searched
 * twice; kept across restarts. Losing it costs time, nothing else.
 */
final class MarkerIndex {
  private static final Logger LOG = LoggerFactory.getLogger(MarkerIndex.class);

  /**
   * Old content is never looked up again; starting over now and then is cheaper than tracking it.
   */
  private static final int MAX_ENTRIES = 500_000;

  private final MarkerFile file;
  private final Map<ObjectId, ManifestMarkers> known = new ConcurrentHashMap<>();
  private final Map<ObjectId, ManifestMarkers> unsaved = new LinkedHashMap<>();

  MarkerIndex(Path file) {
    this.file = new MarkerFile(file);
    this.file.load(known);
  }

  boolean knows(ObjectId blob) {
    return known.containsKey(blob);
  }

  Optional<ManifestMarkers> find(ObjectId blob) {
    return Optional.ofNullable(known.get(blob));
  }

  void add(ObjectId blob, ManifestMarkers markers) {
    ObjectId id = blob.copy();
    if (known.put(id, markers) == null) {
      synchronized (unsaved) {
        unsaved.put(id, markers);
      }
    }
  }

  /** Writes down what was added since the last time. */
  void save() {
    synchronized (unsaved) {
      if (unsaved.isEmpty()) {
        return;
      }
      try {
        if (known.size() > MAX_ENTRIES) {
          known.keySet().retainAll(unsaved.keySet());
          file.clear();
        }
        file.append(unsaved);
      } catch (IOException cause) {
        LOG.warn("the marker index cannot be written; manifests are searched again", cause);
      }
      unsaved.clear();
    }
  }
}
