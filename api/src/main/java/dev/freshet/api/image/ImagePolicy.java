package dev.freshet.api.image;

import dev.freshet.api.Metadata;
import dev.freshet.api.Resource;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.policy.Exclusions;
import dev.freshet.core.policy.NumericalPolicy.NumberRule;
import dev.freshet.core.policy.Policy;
import dev.freshet.core.policy.SelectionRule;
import java.time.Duration;
import java.util.Optional;

/** Which tag of an image is the latest. */
public record ImagePolicy(
    Metadata metadata,
    NamespacedName imageRepositoryRef,
    PolicyChoice policy,
    Optional<FilterTags> filterTags,
    DigestReflection digestReflectionPolicy,
    Optional<Duration> interval,
    boolean suspend)
    implements Resource {
  public static final String KIND = "ImagePolicy";

  /** With the value {@code "true"}, one tag that is no number fails a numerical policy. */
  public static final String STRICT_NUMBERS = "freshet.dev/strict-numbers";

  /**
   * The rule that selects among the tags of the repository whose exclusions are given; refuses a
   * policy that no tag list could satisfy.
   */
  public SelectionRule rule(Exclusions exclusions) {
    Policy chosen = policy.toPolicy(numberRule());
    return new SelectionRule(exclusions, filterTags.map(FilterTags::toFilter), chosen);
  }

  public NumberRule numberRule() {
    return metadata.annotation(STRICT_NUMBERS).filter("true"::equals).isPresent()
        ? NumberRule.STRICT
        : NumberRule.LENIENT;
  }
}
