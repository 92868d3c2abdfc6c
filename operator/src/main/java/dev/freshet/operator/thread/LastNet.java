package dev.freshet.operator.thread;

import java.lang.Thread.UncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of failures that nobody caught. When memory has run out the process ends: other
 * threads have lost parts of their work by then, or are about to. After any other failure the
 * thread alone is gone, and the log says so.
 */
public record LastNet(LastWords words) implements UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(LastNet.class);

  /** Catches what no thread of this process catches itself. */
  public static void spread(LastWords words) {
    Thread.setDefaultUncaughtExceptionHandler(new LastNet(words));
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      words.say("out of memory: " + failure.getMessage());
    } else {
      LOG.error(
          "this is a defect of Freshet, please report it: thread '{}' ended",
          thread.getName(),
          failure);
    }
  }
}
