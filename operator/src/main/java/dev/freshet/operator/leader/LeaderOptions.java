package dev.freshet.operator.leader;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.fingerprint.Sha256;
import java.time.Duration;

/**
 * What a candidate for leadership has to know.
 *
 * @param lease the Lease all candidates share
 * @param identity this candidate's
 * @param leaseDuration how long others wait after the leader's last sign of life
 * @param renewDeadline after so long without a renewal the leader gives up
 * @param retryPeriod the pause between renewals
 */
public record LeaderOptions(
    NamespacedName lease,
    Identity identity,
    Duration leaseDuration,
    Duration renewDeadline,
    Duration retryPeriod,
    Release release) {
  /** Kubernetes keeps whole seconds, which leaves a second lost to rounding. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** Whether a leader that stops lets others in at once, or makes them wait for the lease's end. */
  public enum Release {
    ON_CLOSE,
    NEVER
  }

  public LeaderOptions {
    if (retryPeriod.compareTo(Duration.ZERO) <= 0
        || renewDeadline.compareTo(retryPeriod) <= 0
        || leaseDuration.compareTo(renewDeadline) <= 0
        || leaseDuration.compareTo(SHORTEST) < 0) {
      throw new InvalidInputException(
          "leader election: the lease duration (%s) must be longer than the renew deadline (%s), and that longer than the retry period (%s)"
              .formatted(text(leaseDuration), text(renewDeadline), text(retryPeriod)));
    }
  }

  /** The name of the lease for a controller that watches all objects. */
  public static String leaseName(String base) {
    return base + "-leader-election";
  }

  /** The name for one that watches a part of the objects, so that the parts have leaders each. */
  public static String leaseName(String base, String labelSelector) {
    return leaseName(base) + "-" + Sha256.hex(labelSelector, 4);
  }

  private static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }
}
