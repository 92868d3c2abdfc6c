package dev.freshet.engine.git;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Reads the files below a path, links to files inside the repository included. */
final class TreeFiles {
  private TreeFiles() {}

  static void read(
      ObjectReader reader,
      ObjectId root,
      String path,
      Predicate<String> wanted,
      List<RepositoryFile> files)
      throws IOException {
    TreePath.Located start = ManifestTree.start(reader, root, path);
    read(reader, root, start, wanted, files);
  }

  private static void read(
      ObjectReader reader,
      ObjectId root,
      TreePath.Located place,
      Predicate<String> wanted,
      List<RepositoryFile> files)
      throws IOException {
    if (place.entry().isFile()) {
      if (wanted.test(place.path())) {
        files.add(new RepositoryFile(place.path(), content(reader, place.entry())));
      }
      return;
    }
    if (!place.entry().isDirectory()) {
      return;
    }
    String prefix = place.path().isEmpty() ? "" : place.path() + "/";
    for (TreeEntry entry : Trees.entries(reader, place.entry().id())) {
      String path = prefix + entry.name();
      if (!entry.isLink()) {
        read(reader, root, new TreePath.Located(path, entry), wanted, files);
      } else if (wanted.test(path)) {
        TreePath.resolve(reader, root, "", path, TreePath.AtRoot.REFUSE)
            .filter(target -> target.entry().isFile())
            .ifPresent(target -> files.add(linked(reader, path, target)));
      }
    }
  }

  private static RepositoryFile linked(ObjectReader reader, String path, TreePath.Located target) {
    try {
      return new RepositoryFile(path, content(reader, target.entry()));
    } catch (IOException cause) {
      throw new java.io.UncheckedIOException(cause);
    }
  }

  private static byte[] content(ObjectReader reader, TreeEntry file) throws IOException {
    return reader.open(file.id(), Constants.OBJ_BLOB).getCachedBytes(Integer.MAX_VALUE);
  }
}
