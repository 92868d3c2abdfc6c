package dev.freshet.core.policy;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.Tag;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.regexp.GoRegexp;
import java.util.List;
import java.util.Optional;

/** The tags that an ImageRepository leaves out: those that any of its expressions matches. */
public record Exclusions(List<GoRegexp> patterns) {
  /** What is left out where nothing else is said: signatures that cosign stores beside images. */
  public static final List<String> DEFAULT_PATTERNS = List.of("^.*\\.sig$");

  public static final Exclusions DEFAULT = of(DEFAULT_PATTERNS);

  public Exclusions {
    patterns = List.copyOf(patterns);
  }

  /** Reads the expressions of an exclusion list; an empty one means the default, as in Flux. */
  public static Exclusions of(List<String> patterns) {
    return patterns.isEmpty()
        ? DEFAULT
        : new Exclusions(patterns.stream().map(Exclusions::compile).toList());
  }

  private static GoRegexp compile(String pattern) {
    try {
      return GoRegexp.compile(pattern);
    } catch (GoSyntaxException refused) {
      throw new InvalidInputException(
          "failed to compile regex %s: %s".formatted(pattern, refused.getMessage()), refused);
    }
  }

  /** The first expression that excludes a tag. */
  public Optional<String> match(Tag tag) {
    for (GoRegexp pattern : patterns) {
      if (pattern.matches(tag.value())) {
        return Optional.of(pattern.toString());
      }
    }
    return Optional.empty();
  }

  /** The tags that are left, in their order. */
  public List<Tag> keep(List<Tag> listed) {
    return listed.stream().filter(tag -> match(tag).isEmpty()).toList();
  }
}
