package dev.freshet.engine.reconcile;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.AutomationException;
import java.time.Instant;

/**
 * What an object says of itself while it runs, and at the end, when Ready is all it has to say:
 * True after success, else False with what has failed.
 *
 * @param observed the generation that was seen through before
 */
record ReadyConditions(RunConditions run, long observed) {

  /** A run of an object of this generation begins. */
  static ReadyConditions begin(ObjectStatus<?> before, long generation, Instant now) {
    long observed = before.observedGeneration();
    String message =
        generation == observed
            ? "reconciliation in progress"
            : "processing object: new generation %d -> %d".formatted(observed, generation);
    return new ReadyConditions(RunConditions.begin(before.conditions(), generation), observed)
        .progressing(message, now);
  }

  /** Whether this run sees the object's spec for the first time, which is worth telling at once. */
  boolean isNewGeneration() {
    return run.generation() != observed;
  }

  /** Tells what is under way; an object that was ready, or failed, is so until the end. */
  ReadyConditions progressing(String message, Instant now) {
    boolean undecided =
        run.now()
            .find(Condition.READY)
            .map(ready -> ready.status() == ConditionStatus.UNKNOWN)
            .orElse(true);
    return undecided ? starting(message, now) : with(run.reconciling(message, now));
  }

  /** Tells what is under way, and that what the object said of itself no longer counts. */
  ReadyConditions starting(String message, Instant now) {
    return with(run.undecided(message, now));
  }

  private ReadyConditions with(RunConditions told) {
    return new ReadyConditions(told, observed);
  }

  Conditions ready(String message, Instant now) {
    return run.succeeded()
        .with(Condition.READY, ConditionStatus.TRUE, Reason.SUCCEEDED, message, now)
        .ended();
  }

  Conditions failed(AutomationException failure, Instant now) {
    String message = String.valueOf(failure.getMessage());
    Reason reason = ReasonedException.reasonOf(failure);
    return run.with(Condition.READY, ConditionStatus.FALSE, reason, message, now)
        .failed(reason, message, now)
        .ended();
  }

  /** Seen through once the object is ready, or will not be before it changes. */
  long observedGeneration(AutomationException failure) {
    return ReasonedException.reasonOf(failure).retryable() ? observed : run.generation();
  }

  static Run.Result result(Conditions conditions) {
    if (conditions.isTrue(Condition.STALLED)) {
      return Run.Result.STALLED;
    }
    return conditions.isTrue(Condition.READY) ? Run.Result.SUCCEEDED : Run.Result.FAILED;
  }

  /** Whether a success says what the last run did not. */
  static boolean isNews(Conditions before, String message) {
    return !isReady(before)
        || before.find(Condition.READY).filter(ready -> ready.message().equals(message)).isEmpty();
  }

  /** Ready, with nothing under way. */
  static boolean isReady(Conditions conditions) {
    return conditions.isTrue(Condition.READY)
        && !conditions.isTrue(Condition.RECONCILING)
        && !conditions.isTrue(Condition.STALLED);
  }
}
