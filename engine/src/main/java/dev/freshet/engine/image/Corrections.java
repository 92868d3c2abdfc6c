package dev.freshet.engine.image;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.reconcile.Amendment;
import dev.freshet.engine.reconcile.Event;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What deployed tags have shown of a registry's list, that it was short or that one is gone: the
 * statuses of the policy and of its repository follow, and a policy that has to ask again runs.
 */
record Corrections(Holds holds, InstantSource clock) {

  List<Amendment<?>> of(
      KnownObjects objects, Map<NamespacedName, PlannedUpdate.Correction> corrected) {
    List<Amendment<?>> amendments = new ArrayList<>();
    corrected.forEach((name, correction) ->
        objects
            .find(ImagePolicy.KIND, name)
            .filter(policy -> objects.isRunHere(policy.key()))
            .ifPresent(policy -> {
              amendments.add(
                  new Amendment<>(
                      ImagePolicy.KIND,
                      name,
                      before -> ImagePolicyReconciler.corrected(policy, before, correction, clock),
                      events(policy, correction.guarded()),
                      correction.guarded().unsettled()
                          ? Amendment.Wake.WOKEN
                          : Amendment.Wake.LEFT_ALONE));
              amendments.add(holds.amendment(objects, policy.imageRepositoryRef()));
            }));
    return amendments;
  }

  private List<Event> events(ImagePolicy policy, Guarded guarded) {
    return guarded
        .eventText()
        .map(text ->
            new Event(policy.key(), Event.Type.WARNING, Reason.SUCCEEDED, text, clock.instant()))
        .stream()
        .toList();
  }
}
