package dev.freshet.api.image;

import dev.freshet.api.condition.Conditions;
import dev.freshet.core.image.ImageRef;
import java.util.Optional;

/** What an ImagePolicy resolved to, now and before. */
public record ImagePolicyStatus(
    Conditions conditions,
    long observedGeneration,
    Optional<ImageRef> latestRef,
    Optional<ImageRef> observedPreviousRef,
    String lastHandledReconcileAt) {
  public static final ImagePolicyStatus INITIAL =
      new ImagePolicyStatus(Conditions.NONE, -1, Optional.empty(), Optional.empty(), "");

  /** The same, answering a request. */
  public ImagePolicyStatus withLastHandledReconcileAt(String token) {
    return new ImagePolicyStatus(
        conditions, observedGeneration, latestRef, observedPreviousRef, token);
  }
}
