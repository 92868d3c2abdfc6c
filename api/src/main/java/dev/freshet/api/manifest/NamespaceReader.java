package dev.freshet.api.manifest;

import dev.freshet.api.Metadata;
import dev.freshet.api.secret.Namespace;

/** Reads a Namespace, of which only the labels matter. */
final class NamespaceReader {
  private NamespaceReader() {}

  static Namespace read(Metadata metadata, Fields root) {
    root.ignore("spec");
    return new Namespace(metadata.name(), metadata.labels());
  }
}
