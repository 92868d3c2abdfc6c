package dev.freshet.engine.git;

import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** The time one checkout or push may take, however slowly the server drips. */
final class Deadline extends EmptyProgressMonitor {
  private final long end;
  private final Duration whole;

  private Deadline(Duration whole) {
    this.whole = whole;
    this.end = System.nanoTime() + whole.toNanos();
  }

  static Deadline after(Duration whole) {
    return new Deadline(whole);
  }

  int remainingMillis() {
    return Math.clamp((end - System.nanoTime()) / 1_000_000, 1, Integer.MAX_VALUE);
  }

  boolean isOver() {
    return System.nanoTime() >= end;
  }

  @Override
  public boolean isCancelled() {
    return isOver();
  }

  @Override
  public String toString() {
    return whole.toMillis() % 1000 == 0
        ? "timed out after " + whole.toSeconds() + "s"
        : "timed out after " + whole.toMillis() + "ms";
  }
}
