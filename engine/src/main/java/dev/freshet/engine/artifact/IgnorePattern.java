package dev.freshet.engine.artifact;

import dev.freshet.gocompat.glob.Glob;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One line of a {@code .sourceignore}, understood as Flux does. That is close to Git but not the
 * same: {@code !} brings back a file of an ignored directory, a pattern that matches a directory
 * matches what is below it, and {@code **} takes the first place that fits.
 */
final class IgnorePattern {
  /** What a pattern says of an entry it matches. */
  enum Verdict {
    IGNORE,
    KEEP
  }

  private static final String ANY_DIRECTORIES = "**";

  private final List<String> domain;
  private final Verdict verdict;
  private final boolean directoriesOnly;
  private final List<String> segments;
  private final List<Glob> globs;

  private IgnorePattern(
      List<String> domain, Verdict verdict, boolean directoriesOnly, List<String> segments) {
    this.domain = List.copyOf(domain);
    this.verdict = verdict;
    this.directoriesOnly = directoriesOnly;
    this.segments = segments;
    this.globs = segments.stream().map(Glob::of).toList();
  }

  /** Reads a line of the file in the directory that the domain names. */
  static IgnorePattern parse(String line, List<String> domain) {
    boolean negated = line.startsWith("!");
    String pattern = negated ? line.substring(1) : line;
    if (!pattern.endsWith("\\ ")) {
      pattern = withoutTrailingSpaces(pattern);
    }
    boolean directoriesOnly = pattern.endsWith("/");
    if (directoriesOnly) {
      pattern = pattern.substring(0, pattern.length() - 1);
    }
    return new IgnorePattern(
        domain,
        negated ? Verdict.KEEP : Verdict.IGNORE,
        directoriesOnly,
        Arrays.asList(pattern.split("/", -1)));
  }

  /** What this says of an entry, whose path is given from the root; nothing when no match. */
  Optional<Verdict> of(List<String> path, EntryKind kind) {
    int depth = domain.size();
    if (path.size() <= depth || !path.subList(0, depth).equals(domain)) {
      return Optional.empty();
    }
    List<String> below = path.subList(depth, path.size());
    boolean matches = segments.size() == 1 ? matchesAnyName(below, kind) : matchesPath(below, kind);
    return matches ? Optional.of(verdict) : Optional.empty();
  }

  /** A pattern without a slash is about names, at whatever depth. */
  private boolean matchesAnyName(List<String> path, EntryKind kind) {
    for (int i = 0; i < path.size(); i++) {
      if (globs.getFirst().matches(path.get(i))) {
        return fitsKind(path.size() - i - 1, kind);
      }
    }
    return false;
  }

  /** A pattern with a slash is about paths from its directory on; the path may go on below. */
  private boolean matchesPath(List<String> path, EntryKind kind) {
    int at = 0;
    boolean matched = false;
    boolean skipping = false;
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      boolean last = i == segments.size() - 1;
      if (segment.isEmpty()) {
        skipping = false;
      } else if (segment.equals(ANY_DIRECTORIES)) {
        skipping = !last;
      } else if (segment.contains(ANY_DIRECTORIES) || at == path.size()) {
        return false;
      } else {
        int found = skipping ? firstFrom(path, at, globs.get(i)) : at;
        matched = found < path.size() && globs.get(i).matches(path.get(found));
        if (!matched) {
          return false;
        }
        skipping = false;
        at = found + 1;
      }
    }
    return matched && fitsKind(path.size() - at, kind);
  }

  private static int firstFrom(List<String> path, int start, Glob glob) {
    int at = start;
    while (at < path.size() && !glob.matches(path.get(at))) {
      at++;
    }
    return at;
  }

  /** With names left below the match, the match was a directory. */
  private boolean fitsKind(int left, EntryKind kind) {
    return !directoriesOnly || left > 0 || kind == EntryKind.DIRECTORY;
  }

  private static String withoutTrailingSpaces(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(0, end);
  }
}
