package dev.freshet.operator;

import dev.freshet.engine.file.DiskProblem;
import dev.freshet.operator.thread.Boundary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Whether the storage folder can be written to, and has room left. It is tried now and then on a
 * thread of its own, which a disk that does not answer may hold for as long as it likes.
 */
final class StorageCheck implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** Less is gone with the next fetch. */
  private static final long LEAST_BYTES = 32 << 20;

  private static final byte[] SOME = new byte[4096];

  private final Path folder;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("freshet-storage").factory());
  private volatile Optional<String> problem = Optional.empty();
  private volatile long looked = System.nanoTime();

  StorageCheck(Path folder) {
    this.folder = folder;
  }

  static StorageCheck start(Path folder) {
    var check = new StorageCheck(folder);
    var _ =
        check.thread.scheduleWithFixedDelay(
            () -> Boundary.around("look at the storage", check::look),
            0,
            PAUSE.toMillis(),
            TimeUnit.MILLISECONDS);
    return check;
  }

  void look() {
    problem = tried();
    looked = System.nanoTime();
  }

  private Optional<String> tried() {
    try {
      Path file = Files.createTempFile(folder, ".check", "");
      try {
        Files.write(file, SOME);
      } finally {
        Files.deleteIfExists(file);
      }
      long left = Files.getFileStore(folder).getUsableSpace();
      return left < LEAST_BYTES
          ? Optional.of("only %d MB are left".formatted(left >> 20))
          : Optional.empty();
    } catch (IOException failure) {
      return Optional.of("it cannot be written to: " + DiskProblem.of(failure));
    }
  }

  /** What is wrong with the folder, in words; empty when it can be used. */
  Optional<String> problem() {
    return System.nanoTime() - looked > LONGEST.toNanos()
        ? Optional.of("it does not answer")
        : problem;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
