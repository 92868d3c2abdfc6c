package dev.freshet.engine.git.tree;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** Reads the files below a path, links to files inside the repository included. */
public final class TreeFiles {
  private final ObjectReader reader;
  private final ObjectId root;
  private final Predicate<String> wanted;
  private final TreeVisits visits;
  private final List<RepositoryFile> files = new ArrayList<>();

  public TreeFiles(
      ObjectReader reader, ObjectId root, Predicate<String> wanted, MemoryShares.Share share) {
    this.reader = reader;
    this.root = root;
    this.wanted = wanted;
    this.visits = new TreeVisits(share);
  }

  public List<RepositoryFile> read(String path) throws IOException {
    TreePath.Located start = ManifestTree.start(reader, root, path);
    if (start.entry().isDirectory()) {
      read(start, 0);
    } else if (start.entry().isFile() && wanted.test(start.path())) {
      add(start.path(), start.entry());
    }
    return files;
  }

  private void read(TreePath.Located directory, int depth) throws IOException {
    List<TreeEntry> entries = Trees.entries(reader, directory.entry().id());
    visits.directory(depth, entries.size());
    String prefix = directory.path().isEmpty() ? "" : directory.path() + "/";
    for (TreeEntry entry : entries) {
      String path = prefix + entry.name();
      if (entry.isDirectory()) {
        read(new TreePath.Located(path, entry), depth + 1);
      } else if (wanted.test(path)) {
        Optional<TreeEntry> file = target(path, entry);
        if (file.isPresent()) {
          add(path, file.get());
        }
      }
    }
  }

  private Optional<TreeEntry> target(String path, TreeEntry entry) throws IOException {
    Optional<TreeEntry> found =
        entry.isLink()
            ? TreePath.resolve(reader, root, "", path, TreePath.AtRoot.REFUSE)
                .map(TreePath.Located::entry)
            : Optional.of(entry);
    return found.filter(TreeEntry::isFile);
  }

  private void add(String path, TreeEntry file) throws IOException {
    visits.keep(path);
    byte[] content = Trees.content(reader, file.id(), visits);
    files.add(new RepositoryFile(path, content));
  }
}
