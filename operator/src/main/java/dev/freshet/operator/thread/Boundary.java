package dev.freshet.operator.thread;

import dev.freshet.engine.work.OutOfMemory;
import dev.freshet.engine.work.Unforeseen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of one step of a thread that goes on: whatever the step throws is logged, and concerns
 * that step alone. Memory that has run out is no step's own, and ends the process.
 */
public final class Boundary {
  private static final Logger LOG = LoggerFactory.getLogger(Boundary.class);

  private Boundary() {}

  /** A step that may be waiting when its thread is told to end. */
  @FunctionalInterface
  public interface Step<T> {
    T take() throws InterruptedException;
  }

  /**
   * Takes the step.
   *
   * @param name what failed, when it fails
   */
  public static void around(String name, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error failure) {
      told(name, failure);
    }
  }

  /**
   * Takes the step.
   *
   * @param name what failed, when it fails
   * @param otherwise what is returned then
   */
  public static <T> T call(String name, T otherwise, Step<T> step) throws InterruptedException {
    try {
      return step.take();
    } catch (RuntimeException | Error failure) {
      told(name, failure);
      return otherwise;
    }
  }

  /** From now on what no thread catches itself is told in the same way. */
  public static void catchTheRest() {
    OutOfMemory.prepare();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> told("the thread '%s' ended".formatted(thread.getName()), failure));
  }

  private static void told(String name, Throwable failure) {
    OutOfMemory.endOn(failure);
    if (Unforeseen.isDefect(failure)) {
      LOG.error("this is a defect of Freshet, please report it: {}", name, failure);
    } else if (!Thread.currentThread().isInterrupted()) { // else the process ends
      LOG.error("{}: {}", name, Unforeseen.of(failure).getMessage());
    }
  }
}
