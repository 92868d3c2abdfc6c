package dev.freshet.core.policy;

import dev.freshet.core.image.Tag;
import java.util.List;
import java.util.Optional;

/**
 * The answer of a rule for one list of tags: the latest, or why there is none, and a verdict for
 * every tag.
 *
 * @param failure Flux's words when nothing was chosen
 * @param verdicts one for every tag, in descending byte order
 */
public record Selection(Optional<Tag> latest, Optional<String> failure, List<TagVerdict> verdicts) {

  public Selection {
    if (latest.isPresent() == failure.isPresent()) {
      throw new IllegalArgumentException("a selection has a latest tag or a failure");
    }
    verdicts = List.copyOf(verdicts);
  }

  static Selection chosen(Tag latest, List<TagVerdict> verdicts) {
    return new Selection(Optional.of(latest), Optional.empty(), verdicts);
  }

  static Selection failed(String failure, List<TagVerdict> verdicts) {
    return new Selection(Optional.empty(), Optional.of(failure), verdicts);
  }

  public Funnel funnel() {
    return Funnel.of(verdicts);
  }
}
