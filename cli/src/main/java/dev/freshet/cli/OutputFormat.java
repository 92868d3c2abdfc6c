package dev.freshet.cli;

/** What results look like: for people, or the same facts as JSON. */
public enum OutputFormat {
  TEXT,
  JSON
}
