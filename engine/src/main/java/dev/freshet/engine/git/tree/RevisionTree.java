package dev.freshet.engine.git.tree;

import dev.freshet.engine.git.ref.Revision;
import dev.freshet.engine.work.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;

/** All that a repository holds at one revision; open while the function that was given it runs. */
public final class RevisionTree {
  private final Revision revision;
  private final RevCommit commit;
  private final ObjectReader objects;
  private final Workers workers;
  private final String namespace;
  private final TreeVisits visits;

  public RevisionTree(
      Revision revision,
      RevCommit commit,
      ObjectReader objects,
      Workers workers,
      String namespace,
      MemoryShares.Share share) {
    this.revision = revision;
    this.commit = commit;
    this.objects = objects;
    this.workers = workers;
    this.namespace = namespace;
    this.visits = new TreeVisits(share);
  }

  /** Does work on the tree that neither waits nor asks anybody, in the turn of its namespace. */
  public <T> T compute(Supplier<T> work) {
    return workers.run(namespace, work::get);
  }

  /** Of the object on whose behalf it is read. */
  public String namespace() {
    return namespace;
  }

  public Revision revision() {
    return revision;
  }

  /** The first line of the commit's message; empty where that cannot be read. */
  public String subject() {
    try {
      return commit.getFullMessage().lines().findFirst().orElse("");
    } catch (RuntimeException _) {
      return ""; // anybody may have written the commit
    }
  }

  /** Counts what the caller keeps in memory while the tree is open. */
  public void keep(long bytes) {
    visits.keep(bytes);
  }

  /** Everything but the directories, in Git's own order. */
  public List<TreeFile> files() {
    List<TreeFile> files = new ArrayList<>();
    try {
      collect(commit.getTree(), "", 0, files);
      return files;
    } catch (IOException damage) {
      throw new UncheckedIOException(damage);
    }
  }

  private void collect(ObjectId tree, String prefix, int depth, List<TreeFile> files)
      throws IOException {
    List<TreeEntry> entries = Trees.entries(objects, tree);
    visits.directory(depth, entries.size());
    for (TreeEntry entry : entries) {
      String path = prefix + entry.name();
      if (entry.isDirectory()) {
        collect(entry.id(), path + "/", depth + 1, files);
      } else {
        visits.keep(path);
        files.add(new TreeFile(path, entry, objects));
      }
    }
  }
}
