package dev.freshet.api.image;

import dev.freshet.core.policy.TagFilter;

/** Which tags take part in a policy and what is compared of them; both empty when not written. */
public record FilterTags(String pattern, String extract) {

  TagFilter toFilter() {
    return TagFilter.parse(pattern, extract).requireGroups();
  }
}
