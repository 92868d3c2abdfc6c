package dev.freshet.engine.artifact;

/** What a pattern is asked about: some mean directories only. */
enum EntryKind {
  DIRECTORY,
  FILE
}
