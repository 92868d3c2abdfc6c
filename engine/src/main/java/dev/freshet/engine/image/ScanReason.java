package dev.freshet.engine.image;

/** Why a repository is scanned now; {@link #text()} is what its progress says. */
enum ScanReason {
  FIRST_SCAN("first scan"),
  REQUEST("reconcile requested"),
  NEW_IMAGE("new image name"),
  NEW_EXCLUSIONS("updated exclusion list"),
  NO_TAGS("no tags in database"),
  INTERVAL("triggered by interval");

  private final String text;

  ScanReason(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
