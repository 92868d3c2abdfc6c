package dev.freshet.engine.git.ref;

import java.util.Optional;

/** Which commit of a repository to start from, by the ways a GitRepository can name it. */
public sealed interface CheckoutRef {
  /** Where Flux starts when nothing names a ref. */
  Branch DEFAULT = new Branch("master");

  record Branch(String name) implements CheckoutRef {}

  record TagName(String name) implements CheckoutRef {}

  /** The highest tag in a version range. */
  record SemVer(String range) implements CheckoutRef {}

  /** A full reference such as {@code refs/pull/420/head}. */
  record RefName(String name) implements CheckoutRef {}

  /** A commit, found with the help of the branch when the server hands out branches only. */
  record Commit(String id, Optional<String> branch) implements CheckoutRef {}

  /** The fields of a reference, empty when absent, in Flux's order of precedence. */
  static CheckoutRef of(String commit, String name, String tag, String semver, String branch) {
    if (!commit.isEmpty()) {
      return new Commit(commit, Optional.of(branch).filter(given -> !given.isEmpty()));
    }
    if (!name.isEmpty()) {
      return new RefName(name);
    }
    if (!tag.isEmpty()) {
      return new TagName(tag);
    }
    if (!semver.isEmpty()) {
      return new SemVer(semver);
    }
    return branch.isEmpty() ? DEFAULT : new Branch(branch);
  }
}
