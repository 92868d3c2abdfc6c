package dev.freshet.engine.pipeline;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.Reason;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.StatusKind;
import dev.freshet.engine.state.StatusStore;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What deployed tags have shown of a registry's list, that it was short or that one is gone: the
 * statuses of the policy and of its repository follow.
 */
final class Corrections {
  private final Bookkeeping bookkeeping;
  private final PolicyStage policies;
  private final StatusStore statuses;
  private final Consumer<Event> told;
  private final InstantSource clock;

  Corrections(
      Bookkeeping bookkeeping,
      PolicyStage policies,
      StatusStore statuses,
      Consumer<Event> told,
      InstantSource clock) {
    this.bookkeeping = bookkeeping;
    this.policies = policies;
    this.statuses = statuses;
    this.told = told;
    this.clock = clock;
  }

  /** Takes over what the tags in Git say; the policies that have to ask again come back. */
  List<ObjectKey> adopt(
      KnownObjects objects, Map<NamespacedName, PlannedUpdate.Correction> corrected) {
    List<ObjectKey> unsettled = new ArrayList<>();
    corrected.forEach((name, correction) ->
        objects
            .policy(name)
            .ifPresent(policy -> {
              adopt(objects, policy, correction);
              if (correction.guarded().unsettled()) {
                unsettled.add(ObjectKey.of(ObjectKey.Kind.IMAGE_POLICY, policy.metadata()));
              }
            }));
    return unsettled;
  }

  private void adopt(
      KnownObjects objects, ImagePolicy policy, PlannedUpdate.Correction correction) {
    ObjectKey key = ObjectKey.of(ObjectKey.Kind.IMAGE_POLICY, policy.metadata());
    bookkeeping.amend(
        StatusKind.POLICY,
        key.name(),
        before -> policies.corrected(policy, before, correction.ref(), correction.guarded()));
    correction
        .guarded()
        .eventText()
        .ifPresent(text ->
            told.accept(
                new Event(key, Event.Type.WARNING, Reason.SUCCEEDED, text, clock.instant())));
    markScan(objects, policy, correction.guarded().kept());
  }

  /** A list that lacked a deployed tag is known as such until a list has it again. */
  void markScan(KnownObjects objects, ImagePolicy policy, Optional<Tag> kept) {
    NamespacedName name = policy.imageRepositoryRef();
    String holder = "ImagePolicy " + policy.metadata().key();
    if (kept.isEmpty() && !Degradation.isHeldBy(statuses.repository(name).conditions(), holder)) {
      return;
    }
    bookkeeping.amend(
        StatusKind.REPOSITORY,
        name,
        before -> {
          long generation =
              objects
                  .repository(name)
                  .map(repository -> repository.metadata().generation())
                  .orElse(before.observedGeneration());
          return before.withConditions(
              kept.map(tag ->
                      Degradation.mark(
                          before.conditions(), tag, holder, generation, clock.instant()))
                  .orElseGet(() -> Degradation.clear(before.conditions(), holder)));
        });
  }
}
