package dev.freshet.benchmarks.lab;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for something to happen elsewhere. */
public final class Waiting {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(1);

  /** Where a look costs the machine that is being measured some milliseconds. */
  private static final Duration LONG_PAUSE = Duration.ofMillis(50);

  private Waiting() {}

  /** Returns the time since {@code start}, a value of {@link System#nanoTime()}. */
  public static Duration until(String what, long start, BooleanSupplier happened)
      throws InterruptedException {
    return until(what, start, PAUSE, happened);
  }

  /** The same for what is dear to look at: up to 50 ms too late. */
  public static Duration untilSeen(String what, long start, BooleanSupplier happened)
      throws InterruptedException {
    return until(what, start, LONG_PAUSE, happened);
  }

  private static Duration until(String what, long start, Duration pause, BooleanSupplier happened)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new BenchmarkException(what + " did not happen");
      }
      Thread.sleep(pause);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
