package dev.freshet.core.marker;

/** The fields that name an object, collected as its document is read. */
final class ObjectFields {
  private String apiVersion = "";
  private String kind = "";
  private String namespace = "";
  private String name = "";
  private boolean listing;

  void sawKey(String key) {
    listing |= key.equals("items") || key.equals("functionConfig");
  }

  void note(String key, String value) {
    switch (key) {
      case "apiVersion" -> apiVersion = value;
      case "kind" -> kind = value;
      default -> {
        // Every other field is the object's own business.
      }
    }
  }

  void noteMetadata(String key, String value) {
    switch (key) {
      case "namespace" -> namespace = value;
      case "name" -> name = value;
      default -> {
        // Labels and the like name nothing.
      }
    }
  }

  boolean isList() {
    return listing && (kind.equals("List") || kind.equals("ResourceList"));
  }

  ObjectIdentifier identifier() {
    return new ObjectIdentifier(apiVersion, kind, namespace, name);
  }
}
