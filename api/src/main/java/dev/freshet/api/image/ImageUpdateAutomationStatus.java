package dev.freshet.api.image;

import dev.freshet.api.condition.Conditions;
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
    String lastHandledReconcileAt) {
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

  /** The same, answering a request. */
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
}
