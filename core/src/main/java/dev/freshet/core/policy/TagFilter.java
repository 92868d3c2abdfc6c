package dev.freshet.core.policy;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Tag;
import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.regexp.Effort;
import dev.freshet.gocompat.regexp.Expansion;
import dev.freshet.gocompat.regexp.GoRegexp;
import java.util.Optional;

/**
 * The {@code filterTags} of an ImagePolicy: keeps the tags that a pattern matches, and extracts
 * from each the key that the policy reads.
 */
public final class TagFilter {
  private static final int LONGEST_TEMPLATE = 1_024;
  private static final int LONGEST_KEY = 4_096;

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
    if (extract.length() > LONGEST_TEMPLATE) {
      throw new InvalidInputException(
          "failed to filter tags: the template has more than %d characters"
              .formatted(LONGEST_TEMPLATE));
    }
    return new TagFilter(
        Expressions.compile(
            pattern,
            text ->
                "failed to filter tags: invalid regular expression pattern '%s'".formatted(text)),
        extract);
  }

  /**
   * Refuses a template with a group that the pattern has not. To Flux such a group is empty, so
   * that many tags come to share a key, of which any may be chosen.
   */
  public TagFilter requireGroups() {
    if (!expansion.missing().isEmpty()) {
      String name = expansion.missing().getFirst();
      throw new InvalidInputException(
          "failed to filter tags: the pattern '%s' has no group '%s', which the extract '%s' asks for;"
                  .formatted(pattern, name, extract)
              + " a name goes on over letters, digits and '_', unless it is in braces as ${1}");
    }
    return this;
  }

  /** The key of a tag, or empty when the filter drops it. */
  public Optional<String> key(Tag tag) {
    return key(tag, Expressions.effort());
  }

  Optional<String> key(Tag tag, Effort effort) {
    try {
      if (extract.isEmpty()) {
        return pattern.matches(tag.value(), effort) ? Optional.of(tag.value()) : Optional.empty();
      }
      return pattern
          .find(tag.value(), effort)
          .map(match -> expansion.expand(match, LONGEST_KEY, effort));
    } catch (GoErrorException spent) {
      throw Expressions.tooMuch(pattern, spent);
    }
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
