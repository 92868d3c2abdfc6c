package dev.freshet.api.manifest;

/**
 * Where an object was read from, and the object itself as JSON.
 *
 * @param object kind and key, {@code ImagePolicy flux-system/podinfo}
 * @param json the whole object on one line; empty for a Secret, whose values go nowhere
 */
public record ManifestOrigin(String object, String path, int line, String json) {

  /** {@code path:line}, as problems are reported. */
  public String place() {
    return path + ":" + line;
  }
}
