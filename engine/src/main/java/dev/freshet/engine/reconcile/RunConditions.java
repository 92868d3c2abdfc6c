package dev.freshet.engine.reconcile;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.condition.Reason;
import java.time.Instant;

/**
 * The conditions of one object while it runs, and at the end, as Flux gives them to every kind:
 * Reconciling while something is under way and beside a failure that is retried, Stalled beside one
 * that only a change of the object can mend. What Ready says is up to the kind.
 *
 * @param before as the last run left them
 * @param now as they are at this point of the run
 * @param generation of the object that runs; every condition says which it was made for
 */
public record RunConditions(Conditions before, Conditions now, long generation) {
  private static final String PROGRESSING_WITH_RETRY = "ProgressingWithRetry";

  /** Nothing has happened yet. */
  public static RunConditions begin(Conditions before, long generation) {
    return new RunConditions(before, before, generation);
  }

  public RunConditions with(
      String type, ConditionStatus status, Reason reason, String message, Instant at) {
    return with(new Condition(type, status, reason.text(), message, at, generation));
  }

  public RunConditions with(Condition condition) {
    return then(now.with(condition));
  }

  public RunConditions without(String type) {
    return then(now.without(type));
  }

  private RunConditions then(Conditions next) {
    return new RunConditions(before, next, generation);
  }

  /** Something is under way; an object that was ready, or failed, is so until the end. */
  public RunConditions reconciling(String message, Instant at) {
    return without(Condition.STALLED)
        .with(Condition.RECONCILING, ConditionStatus.TRUE, Reason.PROGRESSING, message, at);
  }

  /** Something is under way, and what Ready said does not count until it is done. */
  public RunConditions undecided(String message, Instant at) {
    return reconciling(message, at)
        .with(Condition.READY, ConditionStatus.UNKNOWN, Reason.PROGRESSING, message, at);
  }

  /** The run has done all there was to do. */
  public RunConditions succeeded() {
    return without(Condition.STALLED).without(Condition.RECONCILING);
  }

  /** The run has failed: it is repeated, or only a change of the object can help. */
  public RunConditions failed(Reason reason, String message, Instant at) {
    if (!reason.retryable()) {
      return without(Condition.RECONCILING)
          .with(Condition.STALLED, ConditionStatus.TRUE, reason, message, at);
    }
    String progress = now.find(Condition.RECONCILING).map(Condition::message).orElse("");
    return without(Condition.STALLED)
        .with(
            new Condition(
                Condition.RECONCILING,
                ConditionStatus.TRUE,
                PROGRESSING_WITH_RETRY,
                progress,
                at,
                generation));
  }

  /** What ends as it was before has not changed, whatever it said in between. */
  public Conditions ended() {
    return now.datedBy(before);
  }
}
