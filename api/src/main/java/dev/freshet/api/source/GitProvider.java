package dev.freshet.api.source;

/** Who hands out the credentials of a Git server; {@link #text()} is the field's spelling. */
public enum GitProvider {
  GENERIC("generic"),
  AZURE("azure"),
  GITHUB("github"),
  AWS("aws");

  private final String text;

  GitProvider(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
