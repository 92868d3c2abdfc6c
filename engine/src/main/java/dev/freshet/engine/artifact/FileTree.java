package dev.freshet.engine.artifact;

import dev.freshet.core.Cutoff;
import dev.freshet.engine.git.tree.PathText;
import dev.freshet.engine.git.tree.TreeFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files and directories before they are packed, in the order they are packed in. */
final class FileTree {
  /** What a path leads to. */
  sealed interface Node permits Directory, File {}

  /** Names by their bytes, as Go walks a directory. */
  record Directory(Map<String, Node> children) implements Node {
    Directory() {
      this(new TreeMap<>(PathText::compare));
    }

    boolean isEmpty() {
      return children.isEmpty();
    }
  }

  record File(Permission permission, Content content) implements Node {}

  enum Permission {
    REGULAR,
    EXECUTABLE
  }

  /** What a file holds, wherever it lies until it is read. */
  @FunctionalInterface
  interface Content {
    void read(TreeFile.Reader reader) throws IOException;
  }

  /** Sees every entry once, a directory before what it holds; the root has an empty path. */
  interface Visitor {
    void directory(List<String> path) throws IOException;

    void file(List<String> path, File file) throws IOException;
  }

  private final Directory root = new Directory();

  /** The names a path is made of; like a path in a chroot it never leads above the root. */
  static List<String> names(String path) {
    List<String> names = new ArrayList<>();
    for (String name : Arrays.asList(path.split("/", -1))) {
      if (name.equals("..")) {
        if (!names.isEmpty()) {
          names.removeLast();
        }
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return names;
  }

  /** The directory, made with all above it where there is none; a file in the way is refused. */
  Directory directory(List<String> path) throws IOException {
    if (path.size() > ArtifactBounds.DEPTH) {
      throw new IOException(
          "%d directories inside each other, more than %d"
              .formatted(path.size(), ArtifactBounds.DEPTH));
    }
    Directory here = root;
    for (String name : path) {
      Node next = here.children().computeIfAbsent(name, _ -> new Directory());
      if (!(next instanceof Directory below)) {
        throw new IOException(String.join("/", path) + ": not a directory");
      }
      here = below;
    }
    return here;
  }

  void put(List<String> path, File file) throws IOException {
    directory(path.subList(0, path.size() - 1)).children().put(path.getLast(), file);
  }

  Optional<Node> find(List<String> path) {
    Node here = root;
    for (String name : path) {
      if (!(here instanceof Directory(Map<String, Node> children)) || !children.containsKey(name)) {
        return Optional.empty();
      }
      here = children.get(name);
    }
    return Optional.of(here);
  }

  /** Puts a node where there is nothing, or an empty directory: nothing is mixed or replaced. */
  void graft(List<String> path, Node node) throws IOException {
    boolean free =
        find(path)
            .map(there -> there instanceof Directory directory && directory.isEmpty())
            .orElse(true);
    if (path.isEmpty() || !free) {
      throw new IOException("file exists");
    }
    directory(path.subList(0, path.size() - 1)).children().put(path.getLast(), node);
  }

  void walk(Visitor visitor) throws IOException {
    walk(List.of(), root, visitor);
  }

  private static void walk(List<String> path, Directory directory, Visitor visitor)
      throws IOException {
    visitor.directory(path);
    for (Map.Entry<String, Node> child : directory.children().entrySet()) {
      Cutoff.check();
      List<String> below = new ArrayList<>(path);
      below.add(child.getKey());
      switch (child.getValue()) {
        case Directory inner -> walk(below, inner, visitor);
        case File file -> visitor.file(below, file);
      }
    }
  }
}
