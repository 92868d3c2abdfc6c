package dev.freshet.api.image;

/** Which files an automation edits: those below the path; empty means the whole repository. */
public record UpdateSpec(Strategy strategy, String path) {
  public static final UpdateSpec DEFAULT = new UpdateSpec(Strategy.SETTERS, "");

  /** Whether the path climbs out of the repository, where it is then held at the root. */
  public boolean leavesRepository() {
    int depth = 0;
    int from = 0;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int end = slash < 0 ? path.length() : slash;
      String part = path.substring(from, end);
      if (part.equals("..")) {
        depth--;
      } else if (!part.isEmpty() && !part.equals(".")) {
        depth++;
      }
      if (depth < 0) {
        return true;
      }
      from = end + 1;
    }
    return false;
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
