package dev.freshet.api.manifest;

import dev.freshet.api.source.GitReference;

/** Reads the Git reference that a GitRepository and an automation's checkout share. */
final class References {
  private References() {}

  static GitReference read(Fields ref) {
    return new GitReference(
        ref.string("branch"),
        ref.string("tag"),
        ref.string("semver"),
        ref.string("name"),
        ref.string("commit"));
  }
}
