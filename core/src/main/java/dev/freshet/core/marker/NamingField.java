package dev.freshet.core.marker;

/** A field by which an object is known, and which a marker may edit like any other. */
public enum NamingField {
  API_VERSION,
  KIND,
  NAMESPACE,
  NAME
}
