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
    var sieve = new Sieve(Tags.descending(listed));
    sieve.exclude(exclusions);
    filter.ifPresent(sieve::filter);
    return sieve.select(policy);
  }
}
