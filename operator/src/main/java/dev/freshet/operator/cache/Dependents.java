package dev.freshet.operator.cache;

import dev.freshet.api.kind.ObjectKey;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.object.ReferenceGraph;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which objects have to run because of a change: the object itself, and what is made from it. As in
 * Flux, a policy does not wake automations by being created, nor an automation by its result.
 *
 * @param owned what this process takes care of
 */
public record Dependents(ReferenceGraph graph, KnownObjects objects, Predicate<ObjectKey> owned) {

  public Stream<ObjectKey> of(ObjectChange change) {
    return all(change).filter(owned);
  }

  private Stream<ObjectKey> all(ObjectChange change) {
    ObjectKey key = change.object();
    return switch (change) {
      case ObjectChange.Created _ -> Stream.concat(Stream.of(key), graph.workingOn(objects, key));
      case ObjectChange.SpecChanged _ ->
          Stream.concat(Stream.of(key), graph.declaredFor(objects, key));
      case ObjectChange.Requested _, ObjectChange.Deleting _ -> Stream.of(key);
      case ObjectChange.Deleted _, ObjectChange.Released _ -> graph.workingOn(objects, key);
      case ObjectChange.ResultChanged _ -> graph.madeFrom(objects, key);
    };
  }
}
