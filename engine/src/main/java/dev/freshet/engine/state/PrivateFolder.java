package dev.freshet.engine.state;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Keeps a folder, and all that is in it, from other users of the machine: what earlier versions, or
 * libraries, left readable too.
 */
final class PrivateFolder {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private PrivateFolder() {}

  /**
   * What belongs to somebody else, such as a volume's own folder, stays as it is. Nobody comes to
   * what is in a folder that was closed before, so that is not looked at again.
   */
  static void tighten(Path root) throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        || FOLDER.containsAll(Files.getPosixFilePermissions(root))) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            tighten(folder, FOLDER);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              tighten(file, FILE);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void tighten(Path path, Set<PosixFilePermission> most) {
    try {
      Set<PosixFilePermission> now = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
      if (!most.containsAll(now)) {
        now.retainAll(most);
        Files.setPosixFilePermissions(path, now);
      }
    } catch (IOException _) {
      // Somebody else's, or gone by now.
    }
  }
}
