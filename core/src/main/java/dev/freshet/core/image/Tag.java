package dev.freshet.core.image;

/**
 * A tag as a registry listed it. Any string: its syntax is checked only when a reference made of it
 * is about to be written.
 */
public record Tag(String value) {

  @Override
  public String toString() {
    return value;
  }
}
