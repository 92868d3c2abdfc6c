package dev.freshet.engine.git.tree;

import dev.freshet.core.marker.IdleMarker;
import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.core.marker.Marker;
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
 * The markers of every manifest seen, by the id of its content, and the directories without any, by
 * the ids of their trees, so that neither is searched twice; kept across restarts. Losing it costs
 * time, nothing else, and it may forget at any time.
 */
public final class MarkerIndex implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MarkerIndex.class);

  /** What an entry takes up, and a marker, beside texts. */
  private static final int BYTES_OF_AN_ENTRY = 120;

  private static final int BYTES_OF_A_MARKER = 160;

  private final MarkerFile file;
  private final MarkerMemory.Share share;
  private final Map<ObjectId, ManifestMarkers> known = new ConcurrentHashMap<>();

  /** Guarded by itself. */
  private final Map<ObjectId, ManifestMarkers> unsaved = new LinkedHashMap<>();

  /**
   * @param namespace whose share of the memory it takes
   */
  public MarkerIndex(Path file, MarkerMemory memory, String namespace) {
    this.file = new MarkerFile(file, memory.most());
    this.share = memory.open(namespace, known::clear);
    Map<ObjectId, ManifestMarkers> saved = new LinkedHashMap<>();
    this.file.load(saved);
    saved.forEach(this::keep);
  }

  long bytes() {
    return share.bytes();
  }

  boolean knows(ObjectId blob) {
    return known.containsKey(blob);
  }

  Optional<ManifestMarkers> find(ObjectId blob) {
    return Optional.ofNullable(known.get(blob));
  }

  /** Whether the directory of this tree is known to hold no marker, link or unreadable manifest. */
  boolean isBare(ObjectId tree) {
    return ManifestMarkers.Found.NONE.equals(known.get(tree));
  }

  /** Notes that there is nothing to be found below a directory. */
  void addBare(ObjectId tree) {
    add(tree, ManifestMarkers.Found.NONE);
  }

  public void add(ObjectId blob, ManifestMarkers markers) {
    ObjectId id = blob.copy();
    if (keep(id, markers)) {
      synchronized (unsaved) {
        unsaved.put(id, markers);
      }
    }
  }

  private boolean keep(ObjectId id, ManifestMarkers markers) {
    if (known.putIfAbsent(id, markers) != null) {
      return false;
    }
    share.take(size(markers));
    return true;
  }

  private static long size(ManifestMarkers markers) {
    return switch (markers) {
      case ManifestMarkers.Unparsable(_, String problem) ->
          BYTES_OF_AN_ENTRY + 2L * problem.length();
      case ManifestMarkers.Found(var found, var idle, _) -> {
        long size = BYTES_OF_AN_ENTRY;
        for (Marker marker : found) {
          size += BYTES_OF_A_MARKER + marker.value().length() + marker.setter().length();
        }
        for (IdleMarker one : idle) {
          size += BYTES_OF_A_MARKER + one.problem().length();
        }
        yield size;
      }
    };
  }

  /** Forgets what can be read or found again. */
  void forget() {
    share.forget();
  }

  @Override
  public void close() {
    share.close();
    forget();
  }

  /** Writes down what was added since the last time. */
  public void save() {
    synchronized (unsaved) {
      if (unsaved.isEmpty()) {
        return;
      }
      try {
        file.append(unsaved);
      } catch (IOException cause) {
        LOG.warn("the marker index cannot be written; manifests are searched again", cause);
        file.clear();
      }
      unsaved.clear();
    }
  }
}
