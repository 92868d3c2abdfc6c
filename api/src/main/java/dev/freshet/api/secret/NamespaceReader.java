package dev.freshet.api.secret;

import dev.freshet.api.field.Fields;
import dev.freshet.api.Metadata;

/** Reads a Namespace, of which only the labels matter. */
public final class NamespaceReader {
  private NamespaceReader() {}

  public static Namespace read(Metadata metadata, Fields root) {
    root.ignore("spec");
    return new Namespace(metadata.name(), metadata.labels());
  }
}
