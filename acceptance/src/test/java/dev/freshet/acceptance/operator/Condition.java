package dev.freshet.acceptance.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a scenario waits for before its next step; all of it is about one object as it is now. */
record Condition(String word, List<String> more) {

  boolean isTrueOf(JsonNode object) {
    return switch (word) {
      case "gone" -> object.isMissingNode();
      case "ready" -> isObserved(object) && ready(object).path("status").asText().equals("True");
      case "told" -> isAbout(object) && !ready(object).path("status").asText().equals("Unknown");
      case "stalled" ->
          observed(object) == generation(object) && isHandled(object) && has(object, "Stalled");
      case "failing" ->
          isAbout(object)
              && ready(object).path("status").asText().equals("False")
              && ready(object).path("reason").asText().equals(more.getFirst())
              && of(object, "Reconciling").path("reason").asText().equals("ProgressingWithRetry");
      case "says" -> ready(object).path("message").asText().contains(more.getFirst());
      case "tag" -> object.at("/status/latestRef/tag").asText().equals(more.getFirst());
      case "digest" -> object.at("/status/latestRef").has("digest");
      case "observed" -> observed(object) == generation(object);
      case "handled" -> isHandled(object);
      case "pushed" -> object.at("/status/lastPushCommit").asText().equals(more.getFirst());
      case "source" ->
          object.at("/status/observedSourceRevision").asText().endsWith(more.getFirst());
      case "revision" -> object.at("/status/artifact/revision").asText().endsWith(more.getFirst());
      case "condition" -> has(object, more.getFirst());
      default -> throw new IllegalArgumentException("no such condition: " + word);
    };
  }

  /** Whether the last run was about the newest generation and the newest request. */
  private static boolean isObserved(JsonNode object) {
    return observed(object) == generation(object)
        && !has(object, "Reconciling")
        && isAbout(object)
        && isHandled(object);
  }

  private static boolean isAbout(JsonNode object) {
    return ready(object).path("observedGeneration").asLong() == generation(object);
  }

  private static boolean isHandled(JsonNode object) {
    JsonNode annotations = object.at("/metadata/annotations");
    String asked = annotations.path("reconcile.fluxcd.io/requestedAt").asText("");
    return asked.isEmpty() || object.at("/status/lastHandledReconcileAt").asText().equals(asked);
  }

  private static long generation(JsonNode object) {
    return object.at("/metadata/generation").asLong();
  }

  private static long observed(JsonNode object) {
    return object.at("/status/observedGeneration").asLong(-1);
  }

  private static JsonNode ready(JsonNode object) {
    return of(object, "Ready");
  }

  private static boolean has(JsonNode object, String type) {
    return of(object, type).path("status").asText().equals("True");
  }

  private static JsonNode of(JsonNode object, String type) {
    return object
        .at("/status/conditions")
        .valueStream()
        .filter(condition -> condition.path("type").asText().equals(type))
        .findFirst()
        .orElse(object.at("/nowhere"));
  }
}
