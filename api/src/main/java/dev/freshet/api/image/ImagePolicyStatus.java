package dev.freshet.api.image;

import dev.freshet.api.condition.Conditions;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.core.image.ImageRef;
import java.time.Instant;
import java.util.Optional;

/** What an ImagePolicy resolved to, now and before. */
public record ImagePolicyStatus(
    Conditions conditions,
    long observedGeneration,
    Optional<ImageRef> latestRef,
    Optional<ImageRef> observedPreviousRef,
    String lastHandledReconcileAt)
    implements ObjectStatus<ImagePolicyStatus> {
  public static final ImagePolicyStatus INITIAL =
      new ImagePolicyStatus(Conditions.NONE, -1, Optional.empty(), Optional.empty(), "");

  @Override
  public ImagePolicyStatus begun(Instant at) {
    return this;
  }

  @Override
  public ImagePolicyStatus withConditions(Conditions other) {
    return new ImagePolicyStatus(
        other, observedGeneration, latestRef, observedPreviousRef, lastHandledReconcileAt);
  }

  @Override
  public ImagePolicyStatus withObservedGeneration(long generation) {
    return new ImagePolicyStatus(
        conditions, generation, latestRef, observedPreviousRef, lastHandledReconcileAt);
  }

  @Override
  public ImagePolicyStatus withLastHandledReconcileAt(String token) {
    return new ImagePolicyStatus(
        conditions, observedGeneration, latestRef, observedPreviousRef, token);
  }

  /** The same after a selection; what was selected before is remembered when it differs. */
  public ImagePolicyStatus withLatest(ImageRef ref) {
    boolean moved = latestRef.filter(stored -> !stored.equals(ref)).isPresent();
    return new ImagePolicyStatus(
        conditions,
        observedGeneration,
        Optional.of(ref),
        moved ? latestRef : observedPreviousRef,
        lastHandledReconcileAt);
  }
}
