package dev.freshet.engine.git.push;

import dev.freshet.engine.git.ref.Revision;

/** How an update ended when nothing failed. */
public sealed interface PushOutcome {
  /** What to remember as the observed source revision. */
  Revision revision();

  /**
   * The commit is on the remote.
   *
   * @param revision the new commit on the push branch, or the base when the push branch is another
   */
  record Pushed(String commit, String branch, Revision revision) implements PushOutcome {}

  /** Nothing had to change. */
  record UpToDate(Revision revision) implements PushOutcome {}
}
