package dev.freshet.core.policy;

import dev.freshet.core.image.Tag;

/**
 * A tag that passed the filter, and the key the policy reads: what the filter extracted from it.
 */
public record Candidate(String key, Tag tag) {

  /** A candidate that is read as it was listed. */
  public static Candidate of(Tag tag) {
    return new Candidate(tag.value(), tag);
  }

  /** The tag, preceded by its key when that is another text. */
  @Override
  public String toString() {
    return key.equals(tag.value()) ? key : "'%s' of %s".formatted(key, tag);
  }
}
