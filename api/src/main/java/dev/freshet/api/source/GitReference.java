package dev.freshet.api.source;

import dev.freshet.api.field.Fields;
import java.util.Optional;

/**
 * Which commit to check out, as written: of several fields the commit wins, then name, tag, semver,
 * branch. A field set to the empty string counts as absent.
 */
public record GitReference(
    Optional<String> branch,
    Optional<String> tag,
    Optional<String> semver,
    Optional<String> name,
    Optional<String> commit) {

  /** The branch of a repository for which neither it nor its automation names a reference. */
  public static final String DEFAULT_BRANCH = "master";

  /** Reads the reference that a GitRepository and an automation's checkout share. */
  public static GitReference read(Fields ref) {
    return new GitReference(
        ref.string("branch"),
        ref.string("tag"),
        ref.string("semver"),
        ref.string("name"),
        ref.string("commit"));
  }
}
