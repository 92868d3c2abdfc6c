package dev.freshet.engine.git;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/** A named entry of a tree object. */
record TreeEntry(String name, FileMode mode, ObjectId id) {
  boolean isDirectory() {
    return mode == FileMode.TREE;
  }

  boolean isFile() {
    return mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
  }

  boolean isLink() {
    return mode == FileMode.SYMLINK;
  }
}
