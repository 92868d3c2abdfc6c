package dev.freshet.cli.terminal;

/** What results look like: for people, or the same facts as JSON. */
public enum OutputFormat {
  TEXT,
  JSON
}
