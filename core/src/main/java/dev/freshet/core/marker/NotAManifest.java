package dev.freshet.core.marker;

/** Why a reading stopped. It never leaves the package: callers see {@link ManifestMarkers}. */
final class NotAManifest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  NotAManifest(int line, String problem) {
    super(problem);
    this.line = line;
  }

  static NotAManifest tooLarge() {
    return new NotAManifest(1, "larger than " + ManifestMarkers.MOST_BYTES / 1024 / 1024 + " MiB");
  }

  ManifestMarkers.Unparsable unparsable() {
    return new ManifestMarkers.Unparsable(line, String.valueOf(getMessage()));
  }
}
