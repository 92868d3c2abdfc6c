package dev.freshet.engine.reconcile;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.core.AutomationException;
import dev.freshet.core.Reason;
import java.time.Instant;

/**
 * The conditions of one object while it runs, and at the end, as Flux gives them: Reconciling while
 * something is under way, Ready alone after success, Stalled beside a failure that only a change of
 * the object can mend, Reconciling beside one that is retried.
 *
 * @param before as the last run left them
 * @param conditions as they are now
 * @param generation of the object that runs; every condition says which it was made for
 * @param observed the generation that was seen through before
 */
public record ReadyConditions(
    Conditions before, Conditions conditions, long generation, long observed) {
  private static final String PROGRESSING_WITH_RETRY = "ProgressingWithRetry";

  /** A run of an object of this generation begins. */
  static ReadyConditions begin(ObjectStatus<?> before, long generation, Instant now) {
    Conditions known = before.conditions();
    long observed = before.observedGeneration();
    String message =
        generation == observed
            ? "reconciliation in progress"
            : "processing object: new generation %d -> %d".formatted(observed, generation);
    return new ReadyConditions(known, known, generation, observed).progressing(message, now);
  }

  /** Whether this run sees the object's spec for the first time, which is worth telling at once. */
  boolean isNewGeneration() {
    return generation != observed;
  }

  /** Tells what is under way; an object that was ready, or failed, is so until the end. */
  ReadyConditions progressing(String message, Instant now) {
    boolean undecided =
        conditions
            .find(Condition.READY)
            .map(ready -> ready.status() == ConditionStatus.UNKNOWN)
            .orElse(true);
    Conditions told = reconciling(Reason.PROGRESSING.text(), message, now);
    return with(undecided ? told.with(unknown(message, now)) : told);
  }

  /** Tells what is under way, and that what the object said of itself no longer counts. */
  ReadyConditions starting(String message, Instant now) {
    return with(reconciling(Reason.PROGRESSING.text(), message, now).with(unknown(message, now)));
  }

  Conditions ready(String message, Instant now) {
    return settled(
        conditions
            .without(Condition.STALLED)
            .without(Condition.RECONCILING)
            .with(
                condition(
                    Condition.READY, ConditionStatus.TRUE, Reason.SUCCEEDED.text(), message, now)));
  }

  Conditions failed(AutomationException failure, Instant now) {
    String message = String.valueOf(failure.getMessage());
    String reason = failure.reason().text();
    Conditions told =
        conditions.with(condition(Condition.READY, ConditionStatus.FALSE, reason, message, now));
    if (!failure.reason().retryable()) {
      return settled(
          told.without(Condition.RECONCILING)
              .with(condition(Condition.STALLED, ConditionStatus.TRUE, reason, message, now)));
    }
    String progress = conditions.find(Condition.RECONCILING).map(Condition::message).orElse("");
    return settled(
        told.without(Condition.STALLED)
            .with(
                condition(
                    Condition.RECONCILING,
                    ConditionStatus.TRUE,
                    PROGRESSING_WITH_RETRY,
                    progress,
                    now)));
  }

  /** Seen through once the object is ready, or will not be before it changes. */
  long observedGeneration(AutomationException failure) {
    return failure.reason().retryable() ? observed : generation;
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
    return !isReady(before) || !message(before).equals(message);
  }

  /** Ready, with nothing under way. */
  static boolean isReady(Conditions conditions) {
    return conditions.isTrue(Condition.READY)
        && !conditions.isTrue(Condition.RECONCILING)
        && !conditions.isTrue(Condition.STALLED);
  }

  /** What ends as it was before has not changed, whatever it said in between. */
  private Conditions settled(Conditions after) {
    Conditions dated = after;
    for (Condition old : before.list()) {
      if (after.find(old.type()).filter(old::says).isPresent()) {
        dated = dated.without(old.type()).with(old.forGeneration(generation));
      }
    }
    return dated;
  }

  private ReadyConditions with(Conditions told) {
    return new ReadyConditions(before, told, generation, observed);
  }

  private Conditions reconciling(String reason, String message, Instant now) {
    return conditions
        .without(Condition.STALLED)
        .with(condition(Condition.RECONCILING, ConditionStatus.TRUE, reason, message, now));
  }

  private Condition unknown(String message, Instant now) {
    return condition(
        Condition.READY, ConditionStatus.UNKNOWN, Reason.PROGRESSING.text(), message, now);
  }

  private Condition condition(
      String type, ConditionStatus status, String reason, String message, Instant now) {
    return new Condition(type, status, reason, message, now, generation);
  }
}
