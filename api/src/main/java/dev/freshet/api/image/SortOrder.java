package dev.freshet.api.image;

/** Which end of the sorted tags is picked; {@link #text()} is the field's spelling. */
public enum SortOrder {
  ASC("asc"),
  DESC("desc");

  private final String text;

  SortOrder(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
