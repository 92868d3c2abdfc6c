package dev.freshet.engine.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What the time is, and how long things may take.
 *
 * @param clock the time of day, for what is shown and kept; somebody may set it
 * @param steady counts from anywhere and never goes back, for what is measured
 * @param requeueDependency how soon an object looks again for another that it waits for
 * @param slack how long one run may take beside its requests, which have times of their own
 */
public record Pace(
    InstantSource clock, InstantSource steady, Duration requeueDependency, Duration slack) {
  /** How soon Flux looks again for an object that another waits for. */
  public static final Duration REQUEUE_DEPENDENCY = Duration.ofSeconds(30);

  private static final Duration SLACK = Duration.ofMinutes(5);

  /** With the JVM's own measure of time. */
  public static Pace of(InstantSource clock, Duration requeueDependency) {
    return new Pace(
        clock, () -> Instant.EPOCH.plusNanos(System.nanoTime()), requeueDependency, SLACK);
  }
}
