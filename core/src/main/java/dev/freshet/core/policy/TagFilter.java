package dev.freshet.core.policy;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Tag;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.regexp.Expansion;
import dev.freshet.gocompat.regexp.GoRegexp;
import java.util.Optional;

/**
 * The {@code filterTags} of an ImagePolicy: keeps the tags that a pattern matches, and extracts
 * from each the key that the policy reads.
 */
public final class TagFilter {
  private final GoRegexp pattern;
  private final String extract;
  private final Expansion expansion;

  private TagFilter(GoRegexp pattern, String extract) {
    this.pattern = pattern;
    this.extract = extract;
    this.expansion = Expansion.parse(extract, pattern);
  }

  /** Reads a pattern and a template; an empty template extracts the whole tag. */
  public static TagFilter parse(String pattern, String extract) {
    try {
      return new TagFilter(GoRegexp.compile(pattern), extract);
    } catch (GoSyntaxException refused) {
      throw new InvalidInputException(
          "failed to filter tags: invalid regular expression pattern '%s': %s"
              .formatted(pattern, refused.getMessage()),
          refused);
    }
  }

  /** The key of a tag, or empty when the filter drops it. */
  public Optional<String> key(Tag tag) {
    if (extract.isEmpty()) {
      return pattern.matches(tag.value()) ? Optional.of(tag.value()) : Optional.empty();
    }
    return pattern.find(tag.value()).map(expansion::expand);
  }

  public String pattern() {
    return pattern.toString();
  }

  public String extract() {
    return extract;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TagFilter filter
        && filter.pattern.equals(pattern)
        && filter.extract.equals(extract);
  }

  @Override
  public int hashCode() {
    return 31 * pattern.hashCode() + extract.hashCode();
  }

  @Override
  public String toString() {
    return extract.isEmpty() ? pattern() : pattern() + " -> " + extract;
  }
}
