package dev.freshet.engine.artifact;

import dev.freshet.core.InvalidInputException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How the artifacts of sources are kept.
 *
 * @param jitter how far a source's interval is spread to both sides, in percent, so that sources
 *     created together do not run together for ever
 */
public record Archiving(ArtifactStore store, int jitter, RandomGenerator random) {
  /** Flux's. */
  public static final int STANDARD_JITTER = 5;

  public Archiving {
    if (jitter < 0 || jitter > 100) {
      throw new InvalidInputException("an interval's jitter is between 0 and 100 percent");
    }
  }

  /** When a source runs again. */
  public Duration next(Duration interval) {
    double share = jitter / 100.0;
    return Duration.ofNanos(
        (long) (interval.toNanos() * (1 - share + 2 * share * random.nextDouble())));
  }
}
