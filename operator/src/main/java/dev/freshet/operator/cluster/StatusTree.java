package dev.freshet.operator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.core.image.ImageRef;
import dev.freshet.engine.state.StatusJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Statuses in the form Kubernetes has them: seconds at most, nothing for what is empty, and no more
 * than it takes.
 */
final class StatusTree {
  private static final Set<String> TIMES =
      Set.of(
          "lastTransitionTime",
          "scanTime",
          "lastAutomationRunTime",
          "lastPushTime",
          "lastUpdateTime");

  private static final Set<String> OMITTED_WHEN_EMPTY =
      Set.of(
          "conditions",
          "canonicalImageName",
          "latestTags",
          "observedExclusionList",
          "observedPolicies");

  private StatusTree() {}

  static ObjectNode of(ObjectStatus<?> status) {
    ObjectNode tree = StatusJson.write(status);
    if (status instanceof ImagePolicyStatus policy) {
      policy.latestRef().ifPresent(ref -> tree.put("latestImage", text(ref)));
      policy.observedPreviousRef().ifPresent(ref -> tree.put("observedPreviousImage", text(ref)));
    }
    omitEmpty(tree);
    toSeconds(tree);
    StatusSize.limit(tree);
    return tree;
  }

  /** Image and tag alone, as it was before there were digests. */
  private static String text(ImageRef ref) {
    return ref.name() + ":" + ref.tag();
  }

  /** The patch of an object that writes its status; fields that are not ours stay. */
  static Optional<ObjectNode> patch(ClusterObject object, ObjectNode wanted) {
    ObjectNode before = JsonNodeFactory.instance.objectNode();
    object
        .status()
        .properties()
        .forEach(field -> {
          if (object.servedKind().writes(field.getKey())) {
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

  private static void omitEmpty(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      object
          .properties()
          .removeIf(
              field -> OMITTED_WHEN_EMPTY.contains(field.getKey()) && isEmpty(field.getValue()));
    }
    tree.forEach(StatusTree::omitEmpty);
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isEmpty() && value.asText("").isEmpty();
  }

  private static void toSeconds(JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      object
          .properties()
          .forEach(field -> {
            if (TIMES.contains(field.getKey())) {
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
