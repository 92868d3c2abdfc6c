package dev.freshet.engine.reconcile;

import dev.freshet.api.Durations;
import dev.freshet.engine.work.Deadline;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The end of one object's run, whatever it waits for. Requests have times of their own, so this is
 * for what those do not see: a server that never lets a request end, a turn that never comes.
 *
 * @param slack how long a run may take beside its requests
 */
public record RunDeadline(Duration slack) {
  /** As many operations, each as long as the object allows, are in one run. */
  private static final int OPERATIONS = 5;

  /** Where the object does not say how long one takes: an interval may be a day. */
  public static final Duration UNSAID = Duration.ofMinutes(5);

  /**
   * Does the work on this thread.
   *
   * @param timeout how long the object lets one operation take
   */
  public <T> T during(Duration timeout, Supplier<T> work) {
    Duration most = slack.plus(timeout.multipliedBy(OPERATIONS));
    return Deadline.of(
        most, "the run took more than " + Durations.format(most) + " and was ended", work::get);
  }
}
