package dev.freshet.engine.source;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;

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

  /** How loudly it speaks: the lowest number is heard, and of those the first. */
  int rank(ConditionStatus status) {
    boolean bad = polarity == Polarity.NEGATIVE;
    return switch (status) {
      case TRUE -> bad ? BROKEN : MET;
      case FALSE -> bad ? UNBROKEN : UNMET;
      case UNKNOWN -> UNDECIDED;
    };
  }

  /** What this says of whether the object is ready. */
  ConditionStatus readiness(ConditionStatus status) {
    return switch (status) {
      case TRUE -> polarity == Polarity.NEGATIVE ? ConditionStatus.FALSE : ConditionStatus.TRUE;
      case FALSE -> polarity == Polarity.NEGATIVE ? ConditionStatus.TRUE : ConditionStatus.FALSE;
      case UNKNOWN -> ConditionStatus.UNKNOWN;
    };
  }
}
