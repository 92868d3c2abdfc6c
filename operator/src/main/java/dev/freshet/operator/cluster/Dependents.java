package dev.freshet.operator.cluster;

import dev.freshet.engine.pipeline.KnownObjects;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.ObjectKey.Kind;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which objects have to run because of a change: the object itself, and what is made from it. As in
 * Flux, a policy does not wake automations by being created, nor an automation by its result.
 *
 * @param owned what this process takes care of
 */
public record Dependents(KnownObjects objects, Predicate<ObjectKey> owned) {

  public Stream<ObjectKey> of(ObjectChange change) {
    return all(change).filter(owned);
  }

  private Stream<ObjectKey> all(ObjectChange change) {
    return switch (change) {
      case ObjectChange.Created(var key) -> Stream.concat(Stream.of(key), referring(key));
      case ObjectChange.SpecChanged(var key) ->
          Stream.concat(
              Stream.of(key), key.kind() == Kind.GIT_REPOSITORY ? referring(key) : Stream.empty());
      case ObjectChange.Requested(var key, _) -> Stream.of(key);
      case ObjectChange.Deleting(var key) -> Stream.of(key);
      case ObjectChange.Deleted(var key) -> referring(key);
      case ObjectChange.RevisionChanged(var key) -> objects.madeFrom(key);
      case ObjectChange.LatestRefChanged(var key) -> objects.madeFrom(key);
      case ObjectChange.ArtifactChanged(var key) -> objects.madeFrom(key);
      case ObjectChange.Released(var key) -> referring(key);
    };
  }

  /** The objects that name this one as what they work on. */
  private Stream<ObjectKey> referring(ObjectKey key) {
    return switch (key.kind()) {
      case GIT_REPOSITORY -> objects.automationsOn(key.name());
      case IMAGE_REPOSITORY -> objects.madeFrom(key);
      case IMAGE_POLICY, IMAGE_UPDATE_AUTOMATION -> Stream.empty();
    };
  }
}
