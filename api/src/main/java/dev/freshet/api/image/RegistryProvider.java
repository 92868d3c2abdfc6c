package dev.freshet.api.image;

/** Who hands out the credentials of a registry; {@link #text()} is the field's spelling. */
public enum RegistryProvider {
  GENERIC("generic"),
  AWS("aws"),
  AZURE("azure"),
  GCP("gcp");

  private final String text;

  RegistryProvider(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
