package dev.freshet.operator.write;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.operator.cache.ObjectCache;
import dev.freshet.operator.object.ClusterObject;
import dev.freshet.operator.server.ApiRetryPolicy;
import dev.freshet.operator.server.ApiServerClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Adds and removes Flux's finalizer, so that an object stays until it is cleaned up after. */
public final class Finalizers {
  public static final String FINALIZER = "finalizers.fluxcd.io";

  private final ObjectUpdates updates;

  public Finalizers(ApiServerClient server, ObjectCache cache) {
    updates = new ObjectUpdates(server, cache);
  }

  /** Adds the finalizer; an object that is being deleted takes none any more. */
  public void add(ObjectKey object) {
    update(object, "add the finalizer to", Finalizers::adding);
  }

  /** Removes the finalizer, after which the object goes if it is being deleted. */
  public void remove(ObjectKey object) {
    update(object, "remove the finalizer of", Finalizers::removing);
  }

  private void update(
      ObjectKey object, String action, Function<ClusterObject, Optional<ObjectNode>> change) {
    updates.update(object, action, ObjectUpdates.Part.OBJECT, ApiRetryPolicy.OF_A_WRITE, change);
  }

  private static Optional<ObjectNode> adding(ClusterObject object) {
    if (object.isDeleting() || object.finalizers().contains(FINALIZER)) {
      return Optional.empty();
    }
    return Optional.of(patch(Stream.concat(object.finalizers().stream(), Stream.of(FINALIZER))));
  }

  private static Optional<ObjectNode> removing(ClusterObject object) {
    List<String> finalizers = object.finalizers();
    return finalizers.contains(FINALIZER)
        ? Optional.of(patch(finalizers.stream().filter(one -> !one.equals(FINALIZER))))
        : Optional.empty();
  }

  private static ObjectNode patch(Stream<String> finalizers) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    ArrayNode list = patch.putObject("metadata").putArray("finalizers");
    finalizers.forEach(list::add);
    return patch;
  }
}
