package dev.freshet.engine.image;

import dev.freshet.api.condition.Conditions;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.Tag;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.reconcile.Amendment;
import dev.freshet.engine.state.StatusStore;
import java.time.InstantSource;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tags that policies keep although the registry's list lacks them. A list that lacked a deployed
 * tag is known as such, in the conditions of its ImageRepository, until no policy keeps one any
 * more.
 */
record Holds(StatusStore statuses, InstantSource clock) {

  /** What a policy's run has to say of the repository it selects for. */
  Amendment<ImageRepositoryStatus> amendment(KnownObjects objects, NamespacedName repository) {
    return Amendment.ofStatus(
        ImageRepository.KIND,
        repository,
        before ->
            objects
                .find(ImageRepository.KIND, repository)
                .map(
                    found -> before.withConditions(conditions(objects, found, before.conditions())))
                .orElse(before));
  }

  /** The repository's conditions with what its policies keep by now. */
  Conditions conditions(KnownObjects objects, ImageRepository repository, Conditions before) {
    return Degradation.ofRepository(
        before, of(objects, repository), repository.metadata().generation(), clock.instant());
  }

  /** The tag of this image that each of its policies keeps. */
  private SortedMap<NamespacedName, Tag> of(KnownObjects objects, ImageRepository repository) {
    SortedMap<NamespacedName, Tag> holds = new TreeMap<>();
    for (ImagePolicy policy : objects.all(ImagePolicy.KIND)) {
      if (policy.imageRepositoryRef().equals(repository.metadata().key())) {
        NamespacedName name = policy.metadata().key();
        ImagePolicyStatus status = statuses.read(ImagePolicy.KIND, name);
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
