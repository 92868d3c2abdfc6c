package dev.freshet.api.manifest;

/** What came of parsing a document. */
sealed interface YamlOutcome {

  /** The document's value; an empty document is a null scalar. */
  record Parsed(Yaml root) implements YamlOutcome {}

  /** Why it is no YAML, and on which line of the file. */
  record Unparsable(int line, String problem) implements YamlOutcome {}
}
