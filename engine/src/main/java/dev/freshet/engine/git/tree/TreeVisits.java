package dev.freshet.engine.git.tree;

import dev.freshet.core.Cutoff;

/** Counts what one walk through trees looks at and keeps, and ends it at the bounds. */
final class TreeVisits {
  /** What is noted of an entry, beside its name. */
  private static final int BYTES_OF_AN_ENTRY = 400;

  private static final String FILES = "the files of the repository";

  private final MemoryShares.Share share;
  private int entries;

  TreeVisits(MemoryShares.Share share) {
    this.share = share;
  }

  /** Looks into one more directory, whose entries are read. */
  void directory(int depth, int size) {
    Cutoff.check();
    if (depth > RepositoryBounds.DEPTH) {
      throw RepositoryBounds.exceeded("directories inside each other", RepositoryBounds.DEPTH);
    }
    entries += size;
    if (entries > RepositoryBounds.ENTRIES) {
      throw RepositoryBounds.exceeded(
          "more files and directories to look at", RepositoryBounds.ENTRIES);
    }
  }

  /** Keeps an entry by its path. */
  void keep(String path) {
    if (path.length() > RepositoryBounds.PATH) {
      throw RepositoryBounds.exceeded(
          "a path of %d characters".formatted(path.length()), RepositoryBounds.PATH);
    }
    share.take(BYTES_OF_AN_ENTRY + 2L * path.length(), FILES);
  }

  /** Keeps what a file holds. */
  void keep(long bytes) {
    share.take(bytes, FILES);
  }
}
