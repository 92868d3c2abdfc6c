package dev.freshet.api.image;

import dev.freshet.api.condition.Conditions;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.core.image.ImageRef;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What an ImageUpdateAutomation last saw and pushed; observed policies go by policy name. */
public record ImageUpdateAutomationStatus(
    Conditions conditions,
    long observedGeneration,
    Optional<Instant> lastAutomationRunTime,
    Optional<String> lastPushCommit,
    Optional<Instant> lastPushTime,
    Map<String, ImageRef> observedPolicies,
    Optional<String> observedSourceRevision,
    String lastHandledReconcileAt)
    implements ObjectStatus<ImageUpdateAutomationStatus> {
  public static final ImageUpdateAutomationStatus INITIAL =
      new ImageUpdateAutomationStatus(
          Conditions.NONE,
          -1,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Optional.empty(),
          "");

  public ImageUpdateAutomationStatus {
    observedPolicies = Map.copyOf(observedPolicies);
  }

  @Override
  public ImageUpdateAutomationStatus withConditions(Conditions other) {
    return new ImageUpdateAutomationStatus(
        other,
        observedGeneration,
        lastAutomationRunTime,
        lastPushCommit,
        lastPushTime,
        observedPolicies,
        observedSourceRevision,
        lastHandledReconcileAt);
  }

  @Override
  public ImageUpdateAutomationStatus withObservedGeneration(long generation) {
    return new ImageUpdateAutomationStatus(
        conditions,
        generation,
        lastAutomationRunTime,
        lastPushCommit,
        lastPushTime,
        observedPolicies,
        observedSourceRevision,
        lastHandledReconcileAt);
  }

  @Override
  public ImageUpdateAutomationStatus withLastHandledReconcileAt(String token) {
    return new ImageUpdateAutomationStatus(
        conditions,
        observedGeneration,
        lastAutomationRunTime,
        lastPushCommit,
        lastPushTime,
        observedPolicies,
        observedSourceRevision,
        token);
  }

  /** The same when a run begins. */
  @Override
  public ImageUpdateAutomationStatus begun(Instant at) {
    return new ImageUpdateAutomationStatus(
        conditions,
        observedGeneration,
        Optional.of(at),
        lastPushCommit,
        lastPushTime,
        observedPolicies,
        observedSourceRevision,
        lastHandledReconcileAt);
  }

  /** The same after a push. */
  public ImageUpdateAutomationStatus withPush(String commit, Instant at) {
    return new ImageUpdateAutomationStatus(
        conditions,
        observedGeneration,
        lastAutomationRunTime,
        Optional.of(commit),
        Optional.of(at),
        observedPolicies,
        observedSourceRevision,
        lastHandledReconcileAt);
  }

  /** The same after a run that saw these policies and this revision. */
  public ImageUpdateAutomationStatus withObserved(
      Map<String, ImageRef> policies, String sourceRevision) {
    return new ImageUpdateAutomationStatus(
        conditions,
        observedGeneration,
        lastAutomationRunTime,
        lastPushCommit,
        lastPushTime,
        policies,
        Optional.of(sourceRevision),
        lastHandledReconcileAt);
  }
}
