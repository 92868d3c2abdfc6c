package dev.freshet.api.image;

import dev.freshet.api.condition.Conditions;
import java.util.List;
import java.util.Optional;

/** What is known about an ImageRepository. */
public record ImageRepositoryStatus(
    Conditions conditions,
    long observedGeneration,
    String canonicalImageName,
    Optional<ScanResult> lastScanResult,
    List<String> observedExclusionList,
    String lastHandledReconcileAt) {
  public static final ImageRepositoryStatus INITIAL =
      new ImageRepositoryStatus(Conditions.NONE, -1, "", Optional.empty(), List.of(), "");

  public ImageRepositoryStatus {
    observedExclusionList = List.copyOf(observedExclusionList);
  }

  /** The same, answering a request. */
  public ImageRepositoryStatus withLastHandledReconcileAt(String token) {
    return new ImageRepositoryStatus(
        conditions,
        observedGeneration,
        canonicalImageName,
        lastScanResult,
        observedExclusionList,
        token);
  }

  public ImageRepositoryStatus withConditions(Conditions other) {
    return new ImageRepositoryStatus(
        other,
        observedGeneration,
        canonicalImageName,
        lastScanResult,
        observedExclusionList,
        lastHandledReconcileAt);
  }
}
