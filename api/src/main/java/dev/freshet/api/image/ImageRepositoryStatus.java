package dev.freshet.api.image;

import dev.freshet.api.condition.Conditions;
import dev.freshet.api.condition.ObjectStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known about an ImageRepository. */
public record ImageRepositoryStatus(
    Conditions conditions,
    long observedGeneration,
    String canonicalImageName,
    Optional<ScanResult> lastScanResult,
    List<String> observedExclusionList,
    String lastHandledReconcileAt)
    implements ObjectStatus<ImageRepositoryStatus> {
  public static final ImageRepositoryStatus INITIAL =
      new ImageRepositoryStatus(Conditions.NONE, -1, "", Optional.empty(), List.of(), "");

  public ImageRepositoryStatus {
    observedExclusionList = List.copyOf(observedExclusionList);
  }

  @Override
  public ImageRepositoryStatus begun(Instant at) {
    return this;
  }

  @Override
  public ImageRepositoryStatus withConditions(Conditions other) {
    return new ImageRepositoryStatus(
        other,
        observedGeneration,
        canonicalImageName,
        lastScanResult,
        observedExclusionList,
        lastHandledReconcileAt);
  }

  @Override
  public ImageRepositoryStatus withObservedGeneration(long generation) {
    return new ImageRepositoryStatus(
        conditions,
        generation,
        canonicalImageName,
        lastScanResult,
        observedExclusionList,
        lastHandledReconcileAt);
  }

  @Override
  public ImageRepositoryStatus withLastHandledReconcileAt(String token) {
    return new ImageRepositoryStatus(
        conditions,
        observedGeneration,
        canonicalImageName,
        lastScanResult,
        observedExclusionList,
        token);
  }

  /** The same after a scan. */
  public ImageRepositoryStatus withScan(
      String canonicalName, ScanResult result, List<String> exclusions) {
    return new ImageRepositoryStatus(
        conditions,
        observedGeneration,
        canonicalName,
        Optional.of(result),
        exclusions,
        lastHandledReconcileAt);
  }
}
