package dev.freshet.engine.state;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.engine.file.AtomicFile;
import dev.freshet.engine.file.DiskProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Where one installation of Freshet keeps what it knows: plain files that any process of its user
 * may read and one process at a time may write.
 */
public record StateFolder(Path root) {
  private static final int LOCK_TRIES = 5;
  private static final Duration LOCK_PAUSE = Duration.ofMillis(20);

  public Path ledger() {
    return root.resolve("ledger");
  }

  public Path git() {
    return root.resolve("git");
  }

  /** What others fetch; the only part of this folder that may be served. */
  public Path artifacts() {
    return root.resolve("artifacts");
  }

  public Statuses statuses() {
    return new Statuses(root.resolve("status"));
  }

  public ReconcileRequests requests() {
    return new ReconcileRequests(root.resolve("requests"));
  }

  public ManifestStore manifests() {
    return new ManifestStore(root.resolve("manifests.json"));
  }

  /** What runs; for the process that holds the lock. */
  public UnderWay underWay() {
    return UnderWay.open(root.resolve("under-way"));
  }

  /**
   * The objects that have run processes out of memory.
   *
   * @param last what the last process had under way when that happened to it
   */
  public Suspects suspects(Set<String> last) {
    return Suspects.of(root.resolve("suspects"), Runtime.getRuntime().maxMemory(), last);
  }

  /** The right to write this folder; held until closed, and freed by the system after a kill. */
  public record Lock(FileChannel channel, FileLock lock) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /**
   * Takes the folder for this process. Fails, naming the other process, when one has it.
   *
   * @param flag the one that names the folder on the command line
   */
  public Lock lock(String flag) {
    try {
      Files.createDirectories(root);
      FileChannel channel =
          FileChannel.open(
              lockFile(),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      Optional<FileLock> lock = tryLock(channel, Sharing.EXCLUSIVE);
      for (int tries = 1; lock.isEmpty() && tries < LOCK_TRIES; tries++) {
        // A reader asking owner() holds a shared lock for an instant.
        LockSupport.parkNanos(LOCK_PAUSE.toNanos());
        lock = tryLock(channel, Sharing.EXCLUSIVE);
      }
      if (lock.isEmpty()) {
        String owner = read(channel);
        channel.close();
        throw new ReasonedException(
            Reason.FAILED,
            "lock the folder %s: process %s is using it; stop that process or name another folder with %s"
                .formatted(root, owner.isBlank() ? "(unknown)" : owner.strip(), flag));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)),
          0);
      AtomicFile.removeLeftovers(root);
      PrivateFolder.tighten(root);
      return new Lock(channel, lock.orElseThrow());
    } catch (IOException cause) {
      throw new ReasonedException(
          Reason.FAILED,
          "lock the folder %s: %s; name a folder to write to with %s"
              .formatted(root, DiskProblem.of(cause), flag),
          cause);
    }
  }

  /** The process that writes this folder now, if any. */
  public Optional<String> owner() {
    if (!Files.exists(lockFile())) {
      return Optional.empty();
    }
    try (var channel =
        FileChannel.open(lockFile(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      Optional<FileLock> free = tryLock(channel, Sharing.SHARED);
      if (free.isPresent()) {
        free.get().release();
        return Optional.empty();
      }
      return Optional.of(read(channel).strip());
    } catch (IOException cause) {
      throw new ReasonedException(
          Reason.FAILED,
          "read the lock of the folder %s: %s".formatted(root, DiskProblem.of(cause)),
          cause);
    }
  }

  private Path lockFile() {
    return root.resolve("lock");
  }

  private enum Sharing {
    EXCLUSIVE,
    SHARED
  }

  private static Optional<FileLock> tryLock(FileChannel channel, Sharing sharing)
      throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock(0, Long.MAX_VALUE, sharing == Sharing.SHARED));
    } catch (OverlappingFileLockException _) {
      // This very process has it: to the caller that is the same answer as another process.
      return Optional.empty();
    }
  }

  private static String read(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(32);
    channel.read(bytes, 0);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }
}
