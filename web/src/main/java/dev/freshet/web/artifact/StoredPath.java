package dev.freshet.web.artifact;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** What a path of a URL leads to in the folder: only what lies in it and is meant to be seen. */
sealed interface StoredPath {
  record StoredFile(Path file, BasicFileAttributes attributes) implements StoredPath {}

  record Folder(Path folder) implements StoredPath {}

  /** Nothing there, or nothing anybody may see; the two look the same from outside. */
  record Nothing() implements StoredPath {}

  /**
   * Goes down from the root, name by name. No link is followed on the way: one planted in the
   * folder must not lead out of it.
   */
  static StoredPath find(Path root, List<String> names) throws IOException {
    try {
      Path path = root;
      BasicFileAttributes attributes = Files.readAttributes(root, BasicFileAttributes.class);
      for (String name : names) {
        if (!isShown(name) || !attributes.isDirectory()) {
          return new Nothing();
        }
        path = path.resolve(name);
        attributes =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      }
      if (attributes.isDirectory()) {
        return new Folder(path);
      }
      return attributes.isRegularFile() && !isLock(path)
          ? new StoredFile(path, attributes)
          : new Nothing();
    } catch (InvalidPathException | FileSystemException _) {
      // Not there, too long a name, or not ours to read: there is nothing to be had.
      return new Nothing();
    }
  }

  /** What the folder shows, in order; a folder's name ends with a slash. */
  static List<String> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.flatMap(StoredPath::shownName).sorted().toList();
    }
  }

  private static Stream<String> shownName(Path entry) {
    String name = String.valueOf(entry.getFileName());
    if (!isShown(name)) {
      return Stream.empty();
    }
    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      return Stream.of(name + "/");
    }
    return Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS) && !isLock(entry)
        ? Stream.of(name)
        : Stream.empty();
  }

  /** Lies beside an artifact; a folder is called after a source, which may have such a name. */
  private static boolean isLock(Path file) {
    return file.toString().endsWith(".lock");
  }

  /** Dots also begin the names of temporaries, and are the way out of a folder. */
  private static boolean isShown(String name) {
    return !name.isEmpty()
        && !name.startsWith(".")
        && name.indexOf('/') < 0
        && name.indexOf('\\') < 0;
  }
}
