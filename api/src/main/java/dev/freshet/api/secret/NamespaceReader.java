package dev.freshet.api.secret;

import dev.freshet.api.Metadata;
import dev.freshet.api.field.Fields;

/** Reads a Namespace, of which only the labels matter. */
public final class NamespaceReader {
  private NamespaceReader() {}

  public static Namespace read(Metadata metadata, Fields root) {
    root.ignore("spec");
    return new Namespace(metadata.name(), metadata.labels());
  }
}
