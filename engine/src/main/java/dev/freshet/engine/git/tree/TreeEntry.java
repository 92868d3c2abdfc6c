package dev.freshet.engine.git.tree;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** A named entry of a tree object. */
record TreeEntry(String name, FileMode mode, ObjectId id) {
  boolean isDirectory() {
    return FileMode.TREE.equals(mode.getBits());
  }

  boolean isFile() {
    return FileMode.REGULAR_FILE.equals(mode.getBits())
        || FileMode.EXECUTABLE_FILE.equals(mode.getBits());
  }

  boolean isLink() {
    return FileMode.SYMLINK.equals(mode.getBits());
  }
}
