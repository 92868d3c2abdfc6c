package dev.freshet.core.policy;

import dev.freshet.core.image.Tag;
import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.regexp.Effort;
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
    return Expressions.compile(pattern, text -> "failed to compile regex " + text);
  }

  /** The first expression that excludes a tag. */
  Optional<String> match(Tag tag, Effort effort) {
    for (GoRegexp pattern : patterns) {
      try {
        if (pattern.matches(tag.value(), effort)) {
          return Optional.of(pattern.toString());
        }
      } catch (GoErrorException spent) {
        throw Expressions.tooMuch(pattern, spent);
      }
    }
    return Optional.empty();
  }

  /** The tags that are left, in their order. */
  public List<Tag> keep(List<Tag> listed) {
    Effort effort = Expressions.effort();
    return listed.stream().filter(tag -> match(tag, effort).isEmpty()).toList();
  }
}
