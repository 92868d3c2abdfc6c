package dev.freshet.gocompat.template;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What one execution may use, and the clock and randomness it sees.
 *
 * @param output bytes the template may print, and the longest string it may make
 * @param steps nodes evaluated, list elements made and loop rounds together
 * @param time measured by the clock from the start of the execution
 * @param depth of templates that call templates, and of actions and parentheses in each other
 */
public record TemplateLimits(
    int output, long steps, Duration time, int depth, InstantSource clock, RandomGenerator random) {

  /** One MiB, a million steps, two seconds, a hundred levels. */
  public static TemplateLimits standard(InstantSource clock, RandomGenerator random) {
    return new TemplateLimits(1 << 20, 1_000_000, Duration.ofSeconds(2), 100, clock, random);
  }
}
