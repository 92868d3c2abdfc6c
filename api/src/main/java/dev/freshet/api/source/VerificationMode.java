package dev.freshet.api.source;

/** Which Git objects must be signed; {@link #text()} is the field's spelling. */
public enum VerificationMode {
  HEAD("HEAD"),
  TAG("Tag"),
  TAG_AND_HEAD("TagAndHEAD");

  private final String text;

  VerificationMode(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
