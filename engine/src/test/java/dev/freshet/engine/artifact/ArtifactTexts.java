package dev.freshet.engine.artifact;

import java.util.List;

/** Reads the texts of a repository that decide about its artifact. */
public final class ArtifactTexts {
  private ArtifactTexts() {}

  /** Whether the lines of a {@code .sourceignore} leave out a file. */
  public static boolean ignores(String lines, List<String> path) {
    return IgnoreRules.of(IgnoreRules.read(lines, List.of())).ignores(path, EntryKind.FILE);
  }
}
