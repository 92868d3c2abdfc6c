package dev.freshet.engine.access;

import dev.freshet.api.kind.ObjectKey;

/**
 * On whose behalf something is fetched and kept. What is kept is shared by all who have the same
 * access, counted against the namespace, and let go with the last object that holds it.
 *
 * @param namespace whose share of bounds is used
 * @param object its kind, namespace and name
 */
public record Holder(String namespace, String object) {
  /** Of what no object asks for: the manifests of {@code --from}, and previews. */
  public static final Holder PROCESS = new Holder("", "");

  public static Holder of(ObjectKey object) {
    return new Holder(object.name().namespace(), object.toString());
  }
}
