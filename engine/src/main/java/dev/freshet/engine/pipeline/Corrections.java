package dev.freshet.engine.pipeline;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepository;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What deployed tags have shown of a registry's list, that it was short or that one is gone: the
 * statuses of the policy and of its repository follow.
 */
final class Corrections {
  private final StatusUpdater statusUpdater;
  private final ImagePolicyReconciler policies;
  private final StatusStore statuses;
  private final Consumer<Event> told;
  private final InstantSource clock;

  Corrections(
      StatusUpdater statusUpdater,
      ImagePolicyReconciler policies,
      StatusStore statuses,
      Consumer<Event> told,
      InstantSource clock) {
    this.statusUpdater = statusUpdater;
    this.policies = policies;
    this.statuses = statuses;
    this.told = told;
    this.clock = clock;
  }

  /**
   * Takes over what the tags in Git say, for policies that run here; those that have to ask again
   * come back.
   */
  List<ObjectKey> adopt(
      KnownObjects objects, Map<NamespacedName, PlannedUpdate.Correction> corrected) {
    List<ObjectKey> unsettled = new ArrayList<>();
    corrected.forEach((name, correction) ->
        objects
            .policy(name)
            .filter(policy ->
                objects.isRunHere(ObjectKey.of(ObjectKey.Kind.IMAGE_POLICY, policy.metadata())))
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
    statusUpdater.amend(
        StatusKind.POLICY,
        key.name(),
        before -> policies.corrected(policy, before, correction.ref(), correction.guarded()));
    correction
        .guarded()
        .eventText()
        .ifPresent(text ->
            told.accept(
                new Event(key, Event.Type.WARNING, Reason.SUCCEEDED, text, clock.instant())));
    markScan(objects, policy.imageRepositoryRef());
  }

  /**
   * A list that lacked a deployed tag is known as such until no policy keeps one any more. Of a
   * repository of another shard that is left to whoever runs it.
   */
  void markScan(KnownObjects objects, NamespacedName name) {
    Optional<ImageRepository> repository =
        objects
            .repository(name)
            .filter(one ->
                objects.isRunHere(ObjectKey.of(ObjectKey.Kind.IMAGE_REPOSITORY, one.metadata())));
    repository.ifPresent(one ->
        statusUpdater.amend(
            StatusKind.REPOSITORY,
            name,
            before ->
                before.withConditions(
                    Degradation.ofRepository(
                        before.conditions(),
                        holds(objects, one),
                        one.metadata().generation(),
                        clock.instant()))));
  }

  /** The tags of this image that its policies keep although the registry does not list them. */
  private SortedMap<NamespacedName, Tag> holds(KnownObjects objects, ImageRepository repository) {
    SortedMap<NamespacedName, Tag> holds = new TreeMap<>();
    for (ImagePolicy policy : objects.policies()) {
      if (policy.imageRepositoryRef().equals(repository.metadata().key())) {
        NamespacedName name = policy.metadata().key();
        ImagePolicyStatus status = statuses.policy(name);
        if (Degradation.isMarked(status.conditions())) {
          status
              .latestRef()
              .filter(ref -> ref.name().equals(repository.image()))
              .ifPresent(ref -> holds.put(name, ref.tag()));
        }
      }
    }
    return holds;
  }
}
