package dev.freshet.core.marker;

import java.util.Optional;

/** The fields that name an object, collected as its document is read. */
final class ObjectFields {
  private final int start;
  private ObjectIdentifier identifier = ObjectIdentifier.NONE;
  private boolean listing;

  /**
   * @param start a number that no other object of the file has
   */
  ObjectFields(int start) {
    this.start = start;
  }

  int start() {
    return start;
  }

  void sawKey(String key) {
    listing |= key.equals("items") || key.equals("functionConfig");
  }

  /** Which part of an object's name a field of its own is. */
  static Optional<NamingField> naming(String key) {
    return switch (key) {
      case "apiVersion" -> Optional.of(NamingField.API_VERSION);
      case "kind" -> Optional.of(NamingField.KIND);
      default -> Optional.empty();
    };
  }

  /** Which part of an object's name a field of its metadata is; labels and the like are none. */
  static Optional<NamingField> namingInMetadata(String key) {
    return switch (key) {
      case "namespace" -> Optional.of(NamingField.NAMESPACE);
      case "name" -> Optional.of(NamingField.NAME);
      default -> Optional.empty();
    };
  }

  void note(NamingField field, String value) {
    identifier = identifier.with(field, value);
  }

  boolean isList() {
    String kind = identifier.kind();
    return listing && (kind.equals("List") || kind.equals("ResourceList"));
  }

  ObjectIdentifier identifier() {
    return identifier;
  }
}
