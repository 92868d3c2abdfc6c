package dev.freshet.engine.git;

import dev.freshet.core.marker.ManifestMarkers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Reads manifests that were never seen before and indexes their markers, on all processors. */
final class ManifestScan {
  private static final int MAX_BYTES = 32 << 20;
  private static final int WORTH_A_THREAD = 256;

  private ManifestScan() {}

  static void run(ObjectReader reader, Collection<ObjectId> blobs, MarkerIndex index)
      throws IOException {
    int processors = Runtime.getRuntime().availableProcessors();
    int threads = Math.clamp(blobs.size() / WORTH_A_THREAD, 1, processors);
    if (threads == 1) {
      scan(reader, blobs.iterator(), index);
      return;
    }
    ConcurrentLinkedQueue<ObjectId> queue = new ConcurrentLinkedQueue<>(blobs);
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> parts =
          IntStream.range(0, threads)
              .<Future<?>>mapToObj(_ -> pool.submit(() -> drain(reader, queue, index)))
              .toList();
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UncheckedIOException io) {
        throw io.getCause();
      }
      throw new IOException(failure.getCause());
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", cause);
    }
  }

  private static void drain(
      ObjectReader shared, ConcurrentLinkedQueue<ObjectId> queue, MarkerIndex index) {
    try (ObjectReader reader = shared.newReader()) {
      for (ObjectId blob = queue.poll(); blob != null; blob = queue.poll()) {
        index.add(blob, markers(reader, blob));
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static void scan(ObjectReader reader, Iterator<ObjectId> blobs, MarkerIndex index)
      throws IOException {
    while (blobs.hasNext()) {
      ObjectId blob = blobs.next();
      index.add(blob, markers(reader, blob));
    }
  }

  private static ManifestMarkers markers(ObjectReader reader, ObjectId blob) throws IOException {
    try {
      return ManifestMarkers.find(reader.open(blob, Constants.OBJ_BLOB).getCachedBytes(MAX_BYTES));
    } catch (LargeObjectException _) {
      return new ManifestMarkers.Unparsable(1, "larger than %d bytes".formatted(MAX_BYTES));
    }
  }
}
