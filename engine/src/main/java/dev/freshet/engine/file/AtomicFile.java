package dev.freshet.engine.file;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a file so that a reader, or a process started after a kill, sees the old content or the
 * new one and never a part; no other user sees any. Readers need no lock.
 */
public final class AtomicFile {
  private static final AtomicLong TEMPORARIES = new AtomicLong();
  private static final String TEMPORARY = ".tmp";
  private static final int MOST_DIGITS = 18;

  /** For this user alone, where the file system knows users. */
  private static final FileAttribute<?>[] PRIVATE =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
          }
          : new FileAttribute<?>[0];

  private AtomicFile() {}

  /** Writes a content that is too large, or not there yet, to be handed over as bytes. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream target) throws IOException;
  }

  /** Replaces the file's content, durably: when this returns, a power cut cannot undo it. */
  public static void write(Path file, byte[] content) throws IOException {
    replace(file, target -> target.write(content), Durability.SYNCED, _ -> {});
  }

  /** Replaces the file's content, durably; what the content throws leaves the file as it was. */
  public static void write(Path file, Content content) throws IOException {
    replace(file, content, Durability.SYNCED, _ -> {});
  }

  /** Replaces content and modification time in one, durably. */
  public static void write(Path file, Content content, FileTime modified) throws IOException {
    replace(
        file,
        content,
        Durability.SYNCED,
        temporary -> Files.setLastModifiedTime(temporary, modified));
  }

  /**
   * Replaces the file's content without waiting for the disk: for content that is rebuilt at no
   * cost when a power cut loses it. A killed process loses nothing either way.
   */
  public static void writeRebuildable(Path file, byte[] content) throws IOException {
    replace(file, target -> target.write(content), Durability.CACHED, _ -> {});
  }

  /** Replaces content and modification time in one, without waiting for the disk. */
  public static void writeRebuildable(Path file, Content content, FileTime modified)
      throws IOException {
    replace(
        file,
        content,
        Durability.CACHED,
        temporary -> Files.setLastModifiedTime(temporary, modified));
  }

  /**
   * Deletes what killed processes have left unfinished below a directory. For a process that has
   * not begun to write there; what other living ones write is left alone.
   */
  public static void removeLeftovers(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (isLeftover(file)) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            // Another process has finished what it wrote meanwhile.
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Whether the name is {@code .<file>.<process>-<number>.tmp}, of a process that is no more. */
  private static boolean isLeftover(Path file) {
    String name = String.valueOf(file.getFileName());
    int end = name.length() - TEMPORARY.length();
    int dash = name.lastIndexOf('-');
    int dot = dash < 0 ? -1 : name.lastIndexOf('.', dash);
    if (!name.startsWith(".")
        || !name.endsWith(TEMPORARY)
        || dot < 2
        || !isNumber(name, dot + 1, dash)
        || !isNumber(name, dash + 1, end)) {
      return false;
    }
    long writer = Long.parseLong(name, dot + 1, dash, 10);
    // In a container every process may have the number that the killed one had.
    return writer == ProcessHandle.current().pid() || ProcessHandle.of(writer).isEmpty();
  }

  private static boolean isNumber(String name, int from, int to) {
    return to > from
        && to - from <= MOST_DIGITS
        && name.substring(from, to).chars().allMatch(one -> one >= '0' && one <= '9');
  }

  private enum Durability {
    SYNCED,
    CACHED
  }

  /** What is done to a temporary before it takes the name. */
  private interface Touch {
    void apply(Path temporary) throws IOException;
  }

  /** Hardly ever is a file the first of its folder, and to ask for one that is there takes time. */
  private static FileChannel created(Path temporary, Path directory) throws IOException {
    try {
      return FileChannel.open(temporary, Set.of(WRITE, CREATE_NEW), PRIVATE);
    } catch (NoSuchFileException _) {
      Files.createDirectories(directory);
      return FileChannel.open(temporary, Set.of(WRITE, CREATE_NEW), PRIVATE);
    }
  }

  private static void replace(Path file, Content content, Durability durability, Touch touch)
      throws IOException {
    Path directory =
        Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
    // The process id keeps a second process, and the counter a second thread, off this temporary.
    // Put together by hand: the first number that is formatted costs ten milliseconds of locales.
    String unique = ProcessHandle.current().pid() + "-" + TEMPORARIES.incrementAndGet();
    Path temporary = directory.resolve("." + file.getFileName() + "." + unique + ".tmp");
    boolean moved = false;
    try {
      try (FileChannel channel = created(temporary, directory)) {
        content.writeTo(Channels.newOutputStream(channel));
        touch.apply(temporary);
        if (durability == Durability.SYNCED) {
          channel.force(true);
        }
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      moved = true;
    } finally {
      if (!moved) {
        Files.deleteIfExists(temporary);
      }
    }
    if (durability == Durability.SYNCED) {
      // The rename itself is durable only once the directory is.
      DirectorySync.sync(directory);
    }
  }
}
