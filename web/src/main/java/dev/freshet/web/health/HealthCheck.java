package dev.freshet.web.health;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that has to be well. It is asked at every probe, so it looks at what is known and does
 * not go and find out.
 *
 * @param problem what is wrong now, in words that hold no secret; empty when all is well
 * @param note what else whoever asks should know; mostly empty
 */
public record HealthCheck(
    String name, Supplier<Optional<String>> problem, Supplier<Optional<String>> note) {
  /** That the process answers at all. */
  public static final HealthCheck PING = new HealthCheck("ping", Optional::empty);

  public HealthCheck(String name, Supplier<Optional<String>> problem) {
    this(name, problem, Optional::empty);
  }
}
