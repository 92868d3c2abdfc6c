package dev.freshet.api.image;

import dev.freshet.api.RelativePath;

/** Which files an automation edits: those below the path; empty means the whole repository. */
public record UpdateSpec(Strategy strategy, String path) {
  public static final UpdateSpec DEFAULT = new UpdateSpec(Strategy.SETTERS, "");

  /** Whether the path climbs out of the repository, where it is then held at the root. */
  public boolean leavesRepository() {
    return RelativePath.resolved(path).isEmpty();
  }

  /** How files are edited; {@link #text()} is the field's spelling. */
  public enum Strategy {
    SETTERS("Setters");

    private final String text;

    Strategy(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
