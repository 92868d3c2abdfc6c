package dev.freshet.core.image;

/**
 * A tag as a registry listed it. Any string: its syntax is checked only when a reference made of it
 * is about to be written. Tags are ordered by their bytes.
 */
public record Tag(String value) implements Comparable<Tag> {

  @Override
  public int compareTo(Tag other) {
    return ByteOrder.compare(value, other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
