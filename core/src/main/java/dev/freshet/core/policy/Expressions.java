package dev.freshet.core.policy;

import dev.freshet.core.Cutoff;
import dev.freshet.core.DeadlineExceededException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.OutsideText;
import dev.freshet.gocompat.GoErrorException;
import dev.freshet.gocompat.GoSyntaxException;
import dev.freshet.gocompat.regexp.Effort;
import dev.freshet.gocompat.regexp.GoRegexp;
import java.util.function.Function;

/** Expressions that somebody outside wrote, and what may be spent on them. */
final class Expressions {
  /**
   * About a second's work, for all the tags of a selection together. What is usual takes a
   * hundredth of it for a hundred thousand tags.
   */
  private static final long MOST_STEPS = 60_000_000;

  static final int TAGS_BETWEEN_CHECKS = 256;

  private Expressions() {}

  static GoRegexp compile(String pattern, Function<String, String> refusal) {
    try {
      return GoRegexp.compile(pattern);
    } catch (GoSyntaxException refused) {
      throw new InvalidInputException(
          refusal.apply(OutsideText.excerpt(pattern)) + ": " + refused.getMessage(), refused);
    }
  }

  /** What one selection may spend, during which it is seen now and then whether it was cut. */
  static Effort effort() {
    Cutoff.check();
    return new Effort(MOST_STEPS, Cutoff::check);
  }

  static DeadlineExceededException tooMuch(GoRegexp pattern, GoErrorException spent) {
    return new DeadlineExceededException(
        "search all tags for '%s': %s"
            .formatted(OutsideText.excerpt(pattern.toString()), spent.getMessage()),
        spent);
  }
}
