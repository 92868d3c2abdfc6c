package dev.freshet.operator.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.StatusCodec;
import dev.freshet.operator.object.ClusterObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Statuses in the form Kubernetes has them: seconds at most, nothing for what is empty, and no more
 * than it takes.
 */
final class StatusTree {
  /** What fields with a time end in. */
  private static final String TIME = "Time";

  private StatusTree() {}

  static <S extends ObjectStatus<S>> ObjectNode of(Kind<?, S> kind, S status) {
    ObjectNode tree = kind.status().serve(status);
    omitEmpty(kind.status(), tree);
    toSeconds(tree);
    StatusSize.limit(kind, tree);
    return tree;
  }

  /** The patch of an object that writes its status; fields that are not ours stay. */
  static Optional<ObjectNode> patch(ClusterObject object, ObjectNode wanted) {
    ObjectNode before = JsonNodeFactory.instance.objectNode();
    object
        .status()
        .properties()
        .forEach(field -> {
          if (object.key().kind().status().writes(field.getKey())) {
            before.set(field.getKey(), field.getValue());
          }
        });
    return MergePatch.between(before, wanted)
        .map(difference -> {
          ObjectNode patch = JsonNodeFactory.instance.objectNode();
          patch.set("status", difference);
          return patch;
        });
  }

  private static void omitEmpty(StatusCodec<?> codec, JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      object
          .properties()
          .removeIf(field -> codec.omits(field.getKey()) && isEmpty(field.getValue()));
    }
    tree.forEach(part -> omitEmpty(codec, part));
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isEmpty() && value.asText("").isEmpty();
  }

  private static void toSeconds(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      object
          .properties()
          .forEach(field -> {
            if (field.getKey().endsWith(TIME)) {
              field.setValue(seconds(field.getValue().asText("")));
            }
          });
    }
    tree.forEach(StatusTree::toSeconds);
  }

  private static TextNode seconds(String time) {
    return TextNode.valueOf(Instant.parse(time).truncatedTo(ChronoUnit.SECONDS).toString());
  }
}
