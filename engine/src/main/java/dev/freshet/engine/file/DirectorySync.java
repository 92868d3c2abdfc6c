package dev.freshet.engine.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes renames in a directory durable. Those who ask while a sync is under way share the next one:
 * three hundred files written at once would wait three hundred times for the same disk.
 */
final class DirectorySync {
  /** Those that somebody waits for. */
  private static final Map<Path, DirectorySync> DIRECTORIES = new ConcurrentHashMap<>();

  private final Path directory;
  private final ReentrantLock syncing = new ReentrantLock();

  /** Who waits for this directory; guarded by the map. */
  private int waiting;

  /** How many have begun; written by the one who syncs, before it does. */
  private volatile long begun;

  /** The last one that ended; guarded by the lock. */
  private long ended;

  private DirectorySync(Path directory) {
    this.directory = directory;
  }

  /** When this returns, every rename in the directory that came before the call is durable. */
  static void sync(Path directory) {
    DirectorySync sync =
        DIRECTORIES.compute(
            directory,
            (path, known) -> {
              DirectorySync shared = known == null ? new DirectorySync(path) : known;
              shared.waiting++;
              return shared;
            });
    try {
      sync.sync();
    } finally {
      DIRECTORIES.computeIfPresent(directory, (_, shared) -> --shared.waiting == 0 ? null : shared);
    }
  }

  private void sync() {
    // One that has begun already may have missed the caller's rename; the next one cannot.
    long needed = begun + 1;
    syncing.lock();
    try {
      if (ended < needed) {
        long mine = ended + 1;
        begun = mine;
        force();
        ended = mine;
      }
    } finally {
      syncing.unlock();
    }
  }

  private void force() {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException _) {
      // Some file systems refuse to open or sync a directory; there the rename is all there is.
    }
  }
}
