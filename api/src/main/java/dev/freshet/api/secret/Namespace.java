package dev.freshet.api.secret;

import java.util.HashMap;
import java.util.Map;

/** A Namespace and its labels, which include the one every cluster sets: its name. */
public record Namespace(String name, Map<String, String> labels) {
  public static final String KIND = "Namespace";
  public static final String NAME_LABEL = "kubernetes.io/metadata.name";

  public Namespace {
    Map<String, String> all = new HashMap<>(labels);
    all.put(NAME_LABEL, name);
    labels = Map.copyOf(all);
  }

  /** A namespace no manifest describes. */
  public static Namespace named(String name) {
    return new Namespace(name, Map.of());
  }
}
