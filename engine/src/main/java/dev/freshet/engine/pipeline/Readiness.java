package dev.freshet.engine.pipeline;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.core.AutomationException;
import dev.freshet.core.Reason;
import java.time.Instant;

/**
 * Turns the end of a run into conditions, as Flux does: Ready alone after success, Stalled beside a
 * failure that only a change of the object can mend, Reconciling beside one that is retried.
 */
final class Readiness {
  private static final String PROGRESSING_WITH_RETRY = "ProgressingWithRetry";
  private static final String IN_PROGRESS = "reconciliation in progress";

  /** Nothing counts generations where there is no API server. */
  static final long GENERATION = 1;

  private Readiness() {}

  static Conditions ready(Conditions before, String message, Instant now) {
    return before
        .without(Condition.STALLED)
        .without(Condition.RECONCILING)
        .with(condition(Condition.READY, ConditionStatus.TRUE, Reason.SUCCEEDED, message, now));
  }

  static Conditions failed(Conditions before, AutomationException failure, Instant now) {
    String message = String.valueOf(failure.getMessage());
    Conditions ready =
        before.with(
            condition(Condition.READY, ConditionStatus.FALSE, failure.reason(), message, now));
    if (failure.reason().retryable()) {
      return ready
          .without(Condition.STALLED)
          .with(
              new Condition(
                  Condition.RECONCILING,
                  ConditionStatus.TRUE,
                  PROGRESSING_WITH_RETRY,
                  IN_PROGRESS,
                  now,
                  GENERATION));
    }
    return ready
        .without(Condition.RECONCILING)
        .with(condition(Condition.STALLED, ConditionStatus.TRUE, failure.reason(), message, now));
  }

  /** Seen through once the object is ready, or will not be before it changes. */
  static long observedGeneration(AutomationException failure, long before) {
    return failure.reason().retryable() ? before : GENERATION;
  }

  static Run.Result result(Conditions conditions) {
    if (conditions.isTrue(Condition.STALLED)) {
      return Run.Result.STALLED;
    }
    return conditions.isTrue(Condition.READY) ? Run.Result.SUCCEEDED : Run.Result.FAILED;
  }

  /** The message of Ready, empty before the first run. */
  static String message(Conditions conditions) {
    return conditions.find(Condition.READY).map(Condition::message).orElse("");
  }

  /** Whether a success says what the last run did not. */
  static boolean isNews(Conditions before, String message) {
    return !before.isTrue(Condition.READY) || !message(before).equals(message);
  }

  private static Condition condition(
      String type, ConditionStatus status, Reason reason, String message, Instant now) {
    return new Condition(type, status, reason.text(), message, now, GENERATION);
  }
}
