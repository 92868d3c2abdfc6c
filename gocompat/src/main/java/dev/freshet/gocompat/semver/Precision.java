package dev.freshet.gocompat.semver;

/** How much of its version a term gives; parts that are missing or wildcards are open. */
enum Precision {
  /** {@code 1.2.3}. */
  FULL,
  /** {@code 1.2} or {@code 1.2.x}. */
  MINOR,
  /** {@code 1} or {@code 1.x}. */
  MAJOR,
  /** {@code *}. */
  NONE
}
