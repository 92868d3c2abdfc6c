package dev.freshet.api.image;

import java.util.Map;
import java.util.Optional;

/** Where an automation pushes, decided: the branch, whether it is another than the one read. */
public record PushTarget(
    String branch, Switch switching, Optional<String> refspec, Map<String, String> options) {

  /** Whether the push branch is the branch that was checked out. */
  public enum Switch {
    SAME_BRANCH,
    OTHER_BRANCH
  }

  public PushTarget {
    options = Map.copyOf(options);
  }
}
