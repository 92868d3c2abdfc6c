package dev.freshet.core.policy;

import dev.freshet.core.image.Tag;
import dev.freshet.core.image.Tags;
import java.util.List;
import java.util.Optional;

/**
 * All that decides which of an image's tags is the latest: the exclusions of its ImageRepository,
 * then the filter and the policy of an ImagePolicy.
 */
public record SelectionRule(Exclusions exclusions, Optional<TagFilter> filter, Policy policy) {

  /** Selects among the listed tags, whatever their order. */
  public Selection select(List<Tag> listed) {
    var verdicts = new VerdictBuilder(Tags.descending(listed));
    verdicts.exclude(exclusions);
    filter.ifPresent(verdicts::filter);
    policy.select(verdicts);
    if (verdicts.dependOnOrder(policy)) {
      verdicts.sortByKey();
      policy.select(verdicts);
    }
    return verdicts.build(policy);
  }
}
