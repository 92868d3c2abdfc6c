package dev.freshet.api.image;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.policy.AlphabeticalPolicy;
import dev.freshet.core.policy.NumericalPolicy;
import dev.freshet.core.policy.NumericalPolicy.NumberRule;
import dev.freshet.core.policy.Order;
import dev.freshet.core.policy.Policy;
import dev.freshet.core.policy.SemVerPolicy;
import java.util.Optional;

/**
 * How to pick among tags, as written. Several members may be set, or none: semver goes before
 * alphabetical, alphabetical before numerical.
 */
public record PolicyChoice(
    Optional<String> semverRange, Optional<Order> alphabetical, Optional<Order> numerical) {

  Policy toPolicy(NumberRule numbers) {
    return semverRange
        .<Policy>map(SemVerPolicy::parse)
        .or(() -> alphabetical.map(AlphabeticalPolicy::new))
        .or(() -> numerical.map(order -> new NumericalPolicy(order, numbers)))
        .orElseThrow(() ->
            new InvalidInputException("invalid policy: given ImagePolicyChoice object is invalid"));
  }
}
