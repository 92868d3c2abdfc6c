package dev.freshet.core;

/** The key of a Kubernetes object within its kind; prints as {@code namespace/name}. */
public record NamespacedName(String namespace, String name) implements Comparable<NamespacedName> {

  @Override
  public int compareTo(NamespacedName other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
