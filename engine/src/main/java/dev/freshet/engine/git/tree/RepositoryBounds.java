package dev.freshet.engine.git.tree;

import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.failure.GitException.Problem;

/**
 * What a repository may cost, beside the memory that {@link MemoryShares} counts. Generous: the
 * largest honest repositories stay far below, and who sends more wants to do harm.
 */
public final class RepositoryBounds {
  /** Packs and their indexes on disk, of one access. Without history, a clone is what a tree is. */
  public static final long MIRROR_BYTES = 2L << 30;

  /** One object. Git itself makes no deltas of larger files, and hosters refuse them. */
  public static final long OBJECT_BYTES = 512L << 20;

  /** A commit, tree or tag, which is read into memory. A tree of this size has 200,000 names. */
  public static final long STRUCTURE_BYTES = 8L << 20;

  /** What a pack may inflate to, whatever its own size. */
  public static final long INFLATED_BYTES = 64L << 20;

  /** How many times its own size a pack may inflate to; manifests reach ten, zeroes a thousand. */
  public static final int INFLATION = 64;

  /** How many deltas may lead to one object; Git stops at 4,095. */
  public static final int DELTA_DEPTH = 8192;

  /** Directories inside each other. No file system has a path with more. */
  static final int DEPTH = 1024;

  /** Bytes of a path, as Linux bounds them. */
  static final int PATH = 4096;

  /**
   * Entries of directories that one run looks at, counted as often as a path leads to them: a tree
   * of a few kilobytes can have more paths than anybody can visit.
   */
  static final int ENTRIES = 2_000_000;

  private RepositoryBounds() {}

  public static GitException exceeded(String what, long most) {
    return new GitException(
        Problem.TOO_LARGE, "the repository has %s, more than %d".formatted(what, most));
  }
}
