package dev.freshet.engine.git.tree;

import dev.freshet.core.Cutoff;
import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.engine.work.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Searches manifests that were never seen before for markers, on as many threads as the namespace
 * may use. What has been found when the search is cut is kept.
 */
final class ManifestScan {
  /** Fewer files are searched before another thread has taken its part. */
  private static final int WORTH_A_THREAD = 256;

  private final ObjectReader shared;
  private final MarkerIndex index;
  private final Queue<ObjectId> left;
  private final Map<ObjectId, ManifestMarkers> found = new ConcurrentHashMap<>();

  private ManifestScan(ObjectReader shared, Collection<ObjectId> blobs, MarkerIndex index) {
    this.shared = shared;
    this.index = index;
    this.left = new ConcurrentLinkedQueue<>(blobs);
  }

  static Map<ObjectId, ManifestMarkers> run(
      ObjectReader reader,
      Collection<ObjectId> blobs,
      MarkerIndex index,
      Workers workers,
      String namespace)
      throws IOException {
    ManifestScan scan = new ManifestScan(reader, blobs, index);
    int threads = 1 + blobs.size() / WORTH_A_THREAD;
    List<Callable<?>> parts =
        Collections.nCopies(
            Math.min(threads, Runtime.getRuntime().availableProcessors()), scan::search);
    try {
      if (parts.size() == 1) {
        var _ = scan.search(reader);
      } else {
        workers.runAll(namespace, parts);
      }
      return scan.found;
    } finally {
      index.save();
    }
  }

  private int search() throws IOException {
    try (ObjectReader reader = shared.newReader()) {
      return search(reader);
    }
  }

  private int search(ObjectReader reader) throws IOException {
    int searched = 0;
    for (ObjectId blob = left.poll(); blob != null; blob = left.poll()) {
      Cutoff.check();
      ManifestMarkers markers = markers(reader, blob);
      found.put(blob, markers);
      index.add(blob, markers);
      searched++;
    }
    return searched;
  }

  private static ManifestMarkers markers(ObjectReader reader, ObjectId blob) throws IOException {
    try {
      ObjectLoader content = reader.open(blob, Constants.OBJ_BLOB);
      if (content.getSize() <= ManifestMarkers.MOST_BYTES) {
        return ManifestMarkers.find(content.getCachedBytes(ManifestMarkers.MOST_BYTES));
      }
      try (InputStream stream = content.openStream()) {
        return ManifestMarkers.ofOversized(stream);
      }
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | NegativeArraySizeException cause) {
      throw (IOException) new CorruptObjectException(blob, "it cannot be read").initCause(cause);
    }
  }
}
