package dev.freshet.api.yaml;

/** What came of parsing a document. */
public sealed interface YamlOutcome {

  /** The document's value; an empty document is a null scalar. */
  record Parsed(Yaml root) implements YamlOutcome {}

  /** Why it is no YAML, and on which line of the file. */
  record Unparsable(int line, String problem) implements YamlOutcome {}
}
