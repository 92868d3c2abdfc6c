package dev.freshet.benchmarks;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something to happen elsewhere, looking every millisecond. */
final class Waiting {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration GLANCE = Duration.ofMillis(1);

  private Waiting() {}

  /** Returns the time since {@code start}, a value of {@link System#nanoTime()}. */
  static Duration until(String what, long start, BooleanSupplier happened)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new BenchmarkException(what + " did not happen");
      }
      Thread.sleep(GLANCE);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
