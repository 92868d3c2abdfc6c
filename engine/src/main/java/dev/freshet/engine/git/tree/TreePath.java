package dev.freshet.engine.git.tree;

import dev.freshet.core.Cutoff;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Follows a path through a tree, symbolic links included. The repository is the whole world: no
 * path and no link leads out of it.
 */
final class TreePath {
  /** What a step above the root, or a link to an absolute path, means. */
  enum AtRoot {
    /** Stay at the root, as a path given by a user does. */
    STAY,
    /** Lead nowhere, as a link that points outside does. */
    REFUSE
  }

  /** A resolved path: slash-separated from the root of the repository, without links. */
  record Located(String path, TreeEntry entry) {}

  private static final int MAX_LINKS = 255;

  /** Names to look up, with those of all links; no file system follows a path as long. */
  private static final int MAX_STEPS = 4096;

  private final ObjectReader reader;
  private final AtRoot atRoot;
  private final TreeEntry root;
  private final List<TreeEntry> stack = new ArrayList<>();
  private final Deque<String> rest = new ArrayDeque<>();
  private int links;
  private int steps;

  private TreePath(ObjectReader reader, ObjectId root, AtRoot atRoot) {
    this.reader = reader;
    this.root = new TreeEntry("", org.eclipse.jgit.lib.FileMode.TREE, root);
    this.atRoot = atRoot;
  }

  /** Resolves the path from the directory {@code from}, itself a path without links. */
  static Optional<Located> resolve(
      ObjectReader reader, ObjectId root, String from, String path, AtRoot atRoot)
      throws IOException {
    TreePath walk = new TreePath(reader, root, atRoot);
    walk.enter(path);
    walk.enter(from);
    return walk.follow();
  }

  private void enter(String path) {
    int end = path.length();
    for (int slash = path.lastIndexOf('/'); slash >= 0; slash = path.lastIndexOf('/', slash - 1)) {
      rest.push(path.substring(slash + 1, end));
      end = slash;
    }
    rest.push(path.substring(0, end));
  }

  private Optional<Located> follow() throws IOException {
    while (!rest.isEmpty()) {
      Cutoff.check();
      String step = rest.pop();
      if (step.isEmpty() || step.equals(".")) {
        continue;
      }
      if (!here().isDirectory()) {
        return Optional.empty();
      }
      if (step.equals("..")) {
        if (stack.isEmpty() && atRoot == AtRoot.REFUSE) {
          return Optional.empty();
        }
        if (!stack.isEmpty()) {
          stack.removeLast();
        }
        continue;
      }
      Optional<TreeEntry> next = Trees.find(reader, here().id(), step);
      if (++steps > MAX_STEPS
          || next.isEmpty()
          || (next.get().isLink() && !enterLink(next.get()))) {
        return Optional.empty();
      }
      if (!next.get().isLink()) {
        stack.add(next.get());
      }
    }
    String path = String.join("/", stack.stream().map(TreeEntry::name).toList());
    return Optional.of(new Located(path, here()));
  }

  private boolean enterLink(TreeEntry link) throws IOException {
    try {
      String target = Trees.linkTarget(reader, link);
      if (++links > MAX_LINKS || target.isEmpty()) {
        return false;
      }
      if (target.startsWith("/")) {
        if (atRoot == AtRoot.REFUSE) {
          return false;
        }
        stack.clear();
      }
      enter(target);
      return true;
    } catch (LargeObjectException _) {
      // No file system has such a path.
      return false;
    }
  }

  private TreeEntry here() {
    return stack.isEmpty() ? root : stack.getLast();
  }
}
