package dev.freshet.engine.image;

import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.plan.Plan;
import java.util.Map;
import java.util.Optional;

/**
 * What one automation would write to the files it was shown.
 *
 * @param message the commit message, absent when there is nothing to commit
 * @param corrected policies whose selection the tags in Git put right before planning
 */
public record PlannedUpdate(
    Plan plan, Optional<String> message, Map<NamespacedName, Correction> corrected) {

  /** A policy's image after the guard has seen the tags at its markers. */
  public record Correction(ImageRef ref, Guarded guarded) {}

  public PlannedUpdate {
    corrected = Map.copyOf(corrected);
  }
}
