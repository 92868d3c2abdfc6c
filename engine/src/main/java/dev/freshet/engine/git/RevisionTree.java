package dev.freshet.engine.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;

/** All that a repository holds at one revision; open while the function that was given it runs. */
public final class RevisionTree {
  private final Revision revision;
  private final RevCommit commit;
  private final ObjectReader objects;

  RevisionTree(Revision revision, RevCommit commit, ObjectReader objects) {
    this.revision = revision;
    this.commit = commit;
    this.objects = objects;
  }

  public Revision revision() {
    return revision;
  }

  /** The first line of the commit's message. */
  public String subject() {
    return commit.getFullMessage().lines().findFirst().orElse("");
  }

  /** Everything but the directories, in Git's own order. */
  public List<TreeFile> files() {
    List<TreeFile> files = new ArrayList<>();
    try {
      collect(commit.getTree(), "", files);
      return files;
    } catch (IOException damage) {
      throw new UncheckedIOException(damage);
    }
  }

  private void collect(ObjectId tree, String prefix, List<TreeFile> files) throws IOException {
    for (TreeEntry entry : Trees.entries(objects, tree)) {
      String path = prefix + entry.name();
      if (entry.isDirectory()) {
        collect(entry.id(), path + "/", files);
      } else {
        files.add(new TreeFile(path, entry, objects));
      }
    }
  }
}
