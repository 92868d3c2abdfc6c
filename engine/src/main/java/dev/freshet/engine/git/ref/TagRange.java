package dev.freshet.engine.git.ref;

import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.semver.Constraint;
import dev.freshet.gocompat.semver.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tags a version range means, best first. */
final class TagRange {
  private static final String TAGS = "refs/tags/";

  private record Candidate(String tag, Version version) {}

  private TagRange() {}

  /** The tags of the highest version in the range: more than one when they differ in build only. */
  static List<String> highest(String range, RefListing listing) throws IOException {
    Constraint constraint = constraint(range);
    List<Candidate> best = new ArrayList<>();
    for (String name : listing.refs().keySet()) {
      if (!name.startsWith(TAGS)) {
        continue;
      }
      String tag = name.substring(TAGS.length());
      Optional<Version> version = version(tag).filter(constraint::accepts);
      if (version.isEmpty()) {
        continue;
      }
      int order = best.isEmpty() ? 0 : version.get().compareTo(best.getFirst().version());
      if (order > 0) {
        best.clear();
      }
      if (order >= 0) {
        best.add(new Candidate(tag, version.get()));
      }
    }
    if (best.isEmpty()) {
      throw new IOException("no match found for semver: " + range);
    }
    return best.stream().map(Candidate::tag).toList();
  }

  private static Constraint constraint(String range) throws IOException {
    try {
      return Constraint.parse(range);
    } catch (GoSyntaxException cause) {
      throw new IOException("semver parse error: " + cause.getMessage(), cause);
    }
  }

  private static Optional<Version> version(String tag) {
    return Version.parseTag(tag);
  }
}
