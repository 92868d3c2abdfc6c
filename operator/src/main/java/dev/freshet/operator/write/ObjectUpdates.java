package dev.freshet.operator.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.operator.cache.ObjectCache;
import dev.freshet.operator.object.ClusterObject;
import dev.freshet.operator.server.Answer;
import dev.freshet.operator.server.ApiRetryPolicy;
import dev.freshet.operator.server.ApiServerClient;
import dev.freshet.operator.server.ResourcePath;
import java.util.Optional;
import java.util.function.Function;

/**
 * Changes objects by patches made from the newest state known, each for that state only: when
 * somebody was faster, the object is looked at and the patch is made again.
 */
final class ObjectUpdates {
  /** A look and a patch right after each other lose now and then, not for ever. */
  private static final int MOST_ATTEMPTS = 20;

  private final ApiServerClient server;
  private final ObjectCache cache;

  /** What is changed: all but the status, or the status, which is a resource of its own. */
  enum Part {
    OBJECT,
    STATUS
  }

  ObjectUpdates(ApiServerClient server, ObjectCache cache) {
    this.server = server;
    this.cache = cache;
  }

  /**
   * Makes the change and returns when it is stored, is not needed, or the object is gone.
   *
   * @param action what is done to the object, to begin a message with
   * @param change the patch, empty when the object is as it should be
   */
  void update(
      ObjectKey object,
      String action,
      Part part,
      ApiRetryPolicy retries,
      Function<ClusterObject, Optional<ObjectNode>> change) {
    offer(object, action, part, retries, change)
        .ifPresent(refused -> {
          throw refused.exception(action + " " + object);
        });
  }

  /** Makes the change in the same way, and returns why the API server does not take it. */
  Optional<Answer.Refused> offer(
      ObjectKey object,
      String action,
      Part part,
      ApiRetryPolicy retries,
      Function<ClusterObject, Optional<ObjectNode>> change) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<ClusterObject> known = cache.find(object);
      Optional<ObjectNode> patch = known.flatMap(change);
      if (known.isEmpty() || patch.isEmpty()) {
        return Optional.empty();
      }
      switch (retries.ask(() -> send(known.get(), part, patch.get()))) {
        case Answer.Done(var json) -> {
          cache.answered(known.get().key().kind(), json);
          return Optional.empty();
        }
        case Answer.Missing() -> {
          return Optional.empty();
        }
        case Answer.Conflict _ -> {
          if (!isStillThere(known.get(), action, retries)) {
            return Optional.empty();
          }
        }
        case Answer.Refused refused -> {
          return Optional.of(refused);
        }
        case Answer.Failure failure -> throw failure.exception(action + " " + object);
      }
    }
    throw new ReasonedException(
        Reason.FAILED, "%s %s: others change it again and again".formatted(action, object));
  }

  private Answer send(ClusterObject known, Part part, ObjectNode patch) {
    // Without it a write that was given up could arrive after a later one, and undo it.
    patch
        .withObjectProperty("metadata")
        .put("resourceVersion", Long.toUnsignedString(known.resourceVersion()));
    ResourcePath object = ResourcePath.of(known.key());
    ResourcePath path =
        switch (part) {
          case OBJECT -> object;
          case STATUS -> object.below("status");
        };
    return server.patch(path, known.key().kind().controller(), patch);
  }

  /** Looks at the object, not at another of the same name, and takes its state in. */
  private boolean isStillThere(ClusterObject known, String action, ApiRetryPolicy retries) {
    Optional<JsonNode> found =
        retries
            .ask(() -> server.read(ResourcePath.of(known.key())))
            .object(action + " " + known.key());
    found.ifPresent(json -> cache.looked(known, json));
    return found
        .filter(json -> json.path("metadata").path("uid").asText("").equals(known.uid()))
        .isPresent();
  }
}
