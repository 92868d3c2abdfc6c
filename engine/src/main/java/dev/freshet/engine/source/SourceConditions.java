package dev.freshet.engine.source;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.core.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * The conditions of one GitRepository while it runs, and at the end. It has one for each thing that
 * can go wrong, and Ready repeats the most important of them.
 *
 * @param before as the last run left them
 * @param now as they are at this point of the run
 * @param generation of the object that runs
 */
record SourceConditions(Conditions before, Conditions now, long generation) {
  private static final String PROGRESSING_WITH_RETRY = "ProgressingWithRetry";

  SourceConditions with(
      SourceCondition kind, ConditionStatus status, Reason reason, String message, Instant at) {
    return with(condition(kind.type(), status, reason.text(), message, at));
  }

  SourceConditions without(SourceCondition kind) {
    return then(now.without(kind.type()));
  }

  /** A verification that failed is done again, so that what it found does not count meanwhile. */
  SourceConditions withoutFailedVerification() {
    boolean failed =
        now.find(SourceCondition.SOURCE_VERIFIED.type())
            .filter(verified -> verified.status() == ConditionStatus.FALSE)
            .isPresent();
    return failed ? without(SourceCondition.SOURCE_VERIFIED) : this;
  }

  /** Something new is made, and what Ready said does not count until it is. */
  SourceConditions building(String message, Instant at) {
    String reason = Reason.PROGRESSING.text();
    return without(SourceCondition.STALLED)
        .with(condition(Condition.RECONCILING, ConditionStatus.TRUE, reason, message, at))
        .with(condition(Condition.READY, ConditionStatus.UNKNOWN, reason, message, at));
  }

  /** The run has done all there was to do. */
  Conditions succeeded(Instant at) {
    return without(SourceCondition.STALLED).without(SourceCondition.RECONCILING).summed(at);
  }

  /** The run has failed and is repeated. */
  Conditions retried(Instant at) {
    String progress = now.find(Condition.RECONCILING).map(Condition::message).orElse("");
    return without(SourceCondition.STALLED)
        .with(
            condition(
                Condition.RECONCILING, ConditionStatus.TRUE, PROGRESSING_WITH_RETRY, progress, at))
        .summed(at);
  }

  /** The run has failed, and only a change of the object can help. */
  Conditions stalled(Reason reason, String message, Instant at) {
    return without(SourceCondition.RECONCILING)
        .with(SourceCondition.STALLED, ConditionStatus.TRUE, reason, message, at)
        .summed(at);
  }

  private Conditions summed(Instant at) {
    return summary()
        .map(heard ->
            now.with(
                condition(
                    Condition.READY,
                    heard.kind().readiness(heard.said().status()),
                    heard.said().reason(),
                    heard.said().message(),
                    at)))
        .orElse(now)
        .datedBy(before);
  }

  private record Heard(SourceCondition kind, Condition said) {}

  /** The condition that Ready repeats; a failed verification goes before all others. */
  private Optional<Heard> summary() {
    return Arrays.stream(SourceCondition.values())
        .flatMap(kind -> now.find(kind.type()).map(said -> new Heard(kind, said)).stream())
        .min(
            Comparator.<Heard, Boolean>comparing(heard -> !isFailedVerification(heard))
                .thenComparingInt(heard -> heard.kind().rank(heard.said().status())));
  }

  private static boolean isFailedVerification(Heard heard) {
    return heard.kind() == SourceCondition.SOURCE_VERIFIED
        && heard.said().status() == ConditionStatus.FALSE;
  }

  private SourceConditions with(Condition condition) {
    return then(now.with(condition));
  }

  private SourceConditions then(Conditions next) {
    return new SourceConditions(before, next, generation);
  }

  private Condition condition(
      String type, ConditionStatus status, String reason, String message, Instant at) {
    return new Condition(type, status, reason, message, at, generation);
  }
}
