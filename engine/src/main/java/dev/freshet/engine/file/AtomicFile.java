package dev.freshet.engine.file;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a file so that a reader, or a process started after a kill, sees the old content or the
 * new one and never a part. Readers need no lock.
 */
public final class AtomicFile {
  private static final AtomicLong TEMPORARIES = new AtomicLong();

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
  public static void write(Path file, byte[] content, FileTime modified) throws IOException {
    replace(
        file,
        target -> target.write(content),
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

  private enum Durability {
    SYNCED,
    CACHED
  }

  /** What is done to a temporary before it takes the name. */
  private interface Touch {
    void apply(Path temporary) throws IOException;
  }

  private static void replace(Path file, Content content, Durability durability, Touch touch)
      throws IOException {
    Path directory =
        Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
    Files.createDirectories(directory);
    // The process id keeps a second process, and the counter a second thread, off this temporary.
    // Put together by hand: the first number that is formatted costs ten milliseconds of locales.
    String unique = ProcessHandle.current().pid() + "-" + TEMPORARIES.incrementAndGet();
    Path temporary = directory.resolve("." + file.getFileName() + "." + unique + ".tmp");
    try {
      try (var channel = FileChannel.open(temporary, WRITE, CREATE_NEW)) {
        content.writeTo(Channels.newOutputStream(channel));
        touch.apply(temporary);
        if (durability == Durability.SYNCED) {
          channel.force(true);
        }
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
    if (durability == Durability.SYNCED) {
      // The rename itself is durable only once the directory is.
      DirectorySync.of(directory).sync();
    }
  }
}
