package dev.freshet.api.image;

/** When a policy looks up the digest of its tag; {@link #text()} is the field's spelling. */
public enum DigestReflection {
  ALWAYS("Always"),
  IF_NOT_PRESENT("IfNotPresent"),
  NEVER("Never");

  private final String text;

  DigestReflection(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
