package dev.freshet.engine.source;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.engine.reconcile.RunConditions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * What a GitRepository says of itself beside Ready, in the order in which Ready looks for what to
 * repeat; {@link #type()} is the name users see.
 */
enum SourceCondition {
  STORAGE_OPERATION_FAILED("StorageOperationFailed", Polarity.NEGATIVE),
  FETCH_FAILED("FetchFailed", Polarity.NEGATIVE),
  INCLUDE_UNAVAILABLE("IncludeUnavailable", Polarity.NEGATIVE),
  ARTIFACT_OUTDATED("ArtifactOutdated", Polarity.NEGATIVE),
  ARTIFACT_IN_STORAGE("ArtifactInStorage", Polarity.POSITIVE),
  SOURCE_VERIFIED("SourceVerified", Polarity.POSITIVE),
  STALLED(Condition.STALLED, Polarity.NEGATIVE),
  RECONCILING(Condition.RECONCILING, Polarity.NEGATIVE);

  /** Whether it is bad news when it holds, or when it does not. */
  private enum Polarity {
    POSITIVE,
    NEGATIVE
  }

  private static final int FIRST = -1;
  private static final int BROKEN = 0;
  private static final int UNMET = 1;
  private static final int MET = 2;
  private static final int UNBROKEN = 3;
  private static final int UNDECIDED = 4;

  private final String type;
  private final Polarity polarity;

  SourceCondition(String type, Polarity polarity) {
    this.type = type;
    this.polarity = polarity;
  }

  String type() {
    return type;
  }

  /** A verification that failed is done again, so that what it found does not count meanwhile. */
  static RunConditions withoutFailedVerification(RunConditions run) {
    boolean failed =
        run.now()
            .find(SOURCE_VERIFIED.type)
            .filter(verified -> verified.status() == ConditionStatus.FALSE)
            .isPresent();
    return failed ? run.without(SOURCE_VERIFIED.type) : run;
  }

  /** The end of a run: Ready repeats the most important of what else is said. */
  static Conditions ended(RunConditions run, Instant at) {
    return ready(run.now(), at, run.generation()).map(run::with).orElse(run).ended();
  }

  private static Optional<Condition> ready(Conditions now, Instant at, long generation) {
    return Arrays.stream(values())
        .flatMap(kind -> now.find(kind.type).map(said -> new Heard(kind, said)).stream())
        .min(Comparator.comparingInt(Heard::rank))
        .map(heard -> heard.ready(at, generation));
  }

  private record Heard(SourceCondition kind, Condition said) {
    /** A failed verification goes before all others. */
    int rank() {
      return kind == SOURCE_VERIFIED && said.status() == ConditionStatus.FALSE
          ? FIRST
          : kind.rank(said.status());
    }

    Condition ready(Instant at, long generation) {
      return new Condition(
          Condition.READY,
          kind.readiness(said.status()),
          said.reason(),
          said.message(),
          at,
          generation);
    }
  }

  /** How loudly it speaks: the lowest number is heard, and of those the first. */
  private int rank(ConditionStatus status) {
    boolean bad = polarity == Polarity.NEGATIVE;
    return switch (status) {
      case TRUE -> bad ? BROKEN : MET;
      case FALSE -> bad ? UNBROKEN : UNMET;
      case UNKNOWN -> UNDECIDED;
    };
  }

  /** What this says of whether the object is ready. */
  private ConditionStatus readiness(ConditionStatus status) {
    return switch (status) {
      case TRUE -> polarity == Polarity.NEGATIVE ? ConditionStatus.FALSE : ConditionStatus.TRUE;
      case FALSE -> polarity == Polarity.NEGATIVE ? ConditionStatus.TRUE : ConditionStatus.FALSE;
      case UNKNOWN -> ConditionStatus.UNKNOWN;
    };
  }
}
