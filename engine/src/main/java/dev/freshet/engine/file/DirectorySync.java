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
  private static final Map<Path, DirectorySync> DIRECTORIES = new ConcurrentHashMap<>();

  private final Path directory;
  private final ReentrantLock syncing = new ReentrantLock();

  /** How many have begun; written by the one who syncs, before it does. */
  private volatile long begun;

  /** The last one that ended; guarded by the lock. */
  private long ended;

  private DirectorySync(Path directory) {
    this.directory = directory;
  }

  static DirectorySync of(Path directory) {
    return DIRECTORIES.computeIfAbsent(directory, DirectorySync::new);
  }

  /** When this returns, every rename that came before the call is durable. */
  void sync() {
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
