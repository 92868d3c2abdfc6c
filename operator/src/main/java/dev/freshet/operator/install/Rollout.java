package dev.freshet.operator.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/** How far the cluster has come with an object, by the conditions in its status. */
record Rollout(JsonNode object) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Rollout of(GenericKubernetesResource stored) {
    return new Rollout(JSON.valueToTree(stored));
  }

  /** Whether the condition is true of the object as it was applied last, not of what was before. */
  boolean has(String condition) {
    long generation = object.at("/metadata/generation").asLong();
    return object.at("/status/observedGeneration").asLong(generation) >= generation
        && object.at("/status/updatedReplicas").asInt() >= object.at("/spec/replicas").asInt()
        && condition(condition).path("status").asText("").equals("True");
  }

  /** What is said about a condition that is not true, after a colon; empty when nothing is. */
  String reason(String condition) {
    String message = condition(condition).path("message").asText("");
    return message.isEmpty() ? "" : ": " + message;
  }

  private JsonNode condition(String type) {
    for (JsonNode condition : object.at("/status/conditions")) {
      if (condition.path("type").asText("").equals(type)) {
        return condition;
      }
    }
    return MissingNode.getInstance();
  }
}
