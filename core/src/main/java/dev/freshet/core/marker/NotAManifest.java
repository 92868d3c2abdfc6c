package dev.freshet.core.marker;

/** Why a reading stopped. It never leaves the package, whose callers get a value instead. */
final class NotAManifest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  NotAManifest(int line, String problem) {
    super(problem);
    this.line = line;
  }

  int line() {
    return line;
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
