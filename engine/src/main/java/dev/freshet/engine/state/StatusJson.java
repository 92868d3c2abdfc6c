package dev.freshet.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.api.image.ScanResult;
import dev.freshet.api.source.GitRepositoryStatus;
import dev.freshet.core.image.Digest;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Statuses as JSON, field for field what the Kubernetes API shows, so that readers of one can read
 * the other. Written as trees: the command line starts faster without a data binder.
 */
public final class StatusJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private StatusJson() {}

  public static ObjectNode write(ObjectStatus<?> status) {
    return switch (status) {
      case GitRepositoryStatus source -> write(source);
      case ImageRepositoryStatus repository -> write(repository);
      case ImagePolicyStatus policy -> write(policy);
      case ImageUpdateAutomationStatus automation -> write(automation);
      default -> throw new IllegalArgumentException("no JSON for " + status.getClass());
    };
  }

  private static ObjectNode write(ImageRepositoryStatus status) {
    ObjectNode json =
        common(status.conditions(), status.observedGeneration(), status.lastHandledReconcileAt());
    json.put("canonicalImageName", status.canonicalImageName());
    status.lastScanResult().ifPresent(scan -> json.set("lastScanResult", write(scan)));
    json.set("observedExclusionList", texts(status.observedExclusionList()));
    return json;
  }

  private static ObjectNode write(ImagePolicyStatus status) {
    ObjectNode json =
        common(status.conditions(), status.observedGeneration(), status.lastHandledReconcileAt());
    status.latestRef().ifPresent(ref -> json.set("latestRef", write(ref)));
    status.observedPreviousRef().ifPresent(ref -> json.set("observedPreviousRef", write(ref)));
    return json;
  }

  private static ObjectNode write(ImageUpdateAutomationStatus status) {
    ObjectNode json =
        common(status.conditions(), status.observedGeneration(), status.lastHandledReconcileAt());
    status
        .lastAutomationRunTime()
        .ifPresent(at -> json.put("lastAutomationRunTime", at.toString()));
    status.lastPushCommit().ifPresent(commit -> json.put("lastPushCommit", commit));
    status.lastPushTime().ifPresent(at -> json.put("lastPushTime", at.toString()));
    ObjectNode policies = json.putObject("observedPolicies");
    new TreeMap<>(status.observedPolicies()).forEach((name, ref) -> policies.set(name, write(ref)));
    status
        .observedSourceRevision()
        .ifPresent(revision -> json.put("observedSourceRevision", revision));
    return json;
  }

  private static ObjectNode write(GitRepositoryStatus status) {
    ObjectNode json =
        common(status.conditions(), status.observedGeneration(), status.lastHandledReconcileAt());
    SourceJson.write(status, json);
    return json;
  }

  public static ImageRepositoryStatus repository(JsonNode json) {
    return new ImageRepositoryStatus(
        conditions(json),
        json.path("observedGeneration").asLong(-1),
        json.path("canonicalImageName").asText(""),
        present(json.path("lastScanResult")).map(StatusJson::scan),
        texts(json.path("observedExclusionList")),
        json.path("lastHandledReconcileAt").asText(""));
  }

  public static ImagePolicyStatus policy(JsonNode json) {
    return new ImagePolicyStatus(
        conditions(json),
        json.path("observedGeneration").asLong(-1),
        present(json.path("latestRef")).map(StatusJson::ref),
        present(json.path("observedPreviousRef")).map(StatusJson::ref),
        json.path("lastHandledReconcileAt").asText(""));
  }

  public static ImageUpdateAutomationStatus automation(JsonNode json) {
    Map<String, ImageRef> policies = new TreeMap<>();
    json.path("observedPolicies")
        .properties()
        .forEach(entry -> policies.put(entry.getKey(), ref(entry.getValue())));
    return new ImageUpdateAutomationStatus(
        conditions(json),
        json.path("observedGeneration").asLong(-1),
        instant(json.path("lastAutomationRunTime")),
        present(json.path("lastPushCommit")).map(JsonNode::asText),
        instant(json.path("lastPushTime")),
        policies,
        present(json.path("observedSourceRevision")).map(JsonNode::asText),
        json.path("lastHandledReconcileAt").asText(""));
  }

  public static GitRepositoryStatus source(JsonNode json) {
    return new GitRepositoryStatus(
        conditions(json),
        json.path("observedGeneration").asLong(-1),
        present(json.path("artifact")).flatMap(SourceJson::artifact),
        SourceJson.includedArtifacts(json),
        SourceJson.observed(json),
        SourceJson.verified(json),
        json.path("lastHandledReconcileAt").asText(""));
  }

  /** The list below {@code conditions}. */
  public static ArrayNode write(Conditions conditions) {
    ArrayNode list = JSON.arrayNode();
    for (Condition condition : conditions.list()) {
      list.addObject()
          .put("type", condition.type())
          .put("status", condition.status().text())
          .put("reason", condition.reason())
          .put("message", condition.message())
          .put("lastTransitionTime", condition.lastTransitionTime().toString())
          .put("observedGeneration", condition.observedGeneration());
    }
    return list;
  }

  private static ObjectNode common(Conditions conditions, long generation, String handled) {
    ObjectNode json = JSON.objectNode();
    json.set("conditions", write(conditions));
    json.put("observedGeneration", generation);
    if (!handled.isEmpty()) {
      json.put("lastHandledReconcileAt", handled);
    }
    return json;
  }

  private static Conditions conditions(JsonNode json) {
    List<Condition> list = new ArrayList<>();
    for (JsonNode condition : json.path("conditions")) {
      list.add(
          new Condition(
              condition.path("type").asText(""),
              status(condition.path("status").asText("")),
              condition.path("reason").asText(""),
              condition.path("message").asText(""),
              Instant.parse(condition.path("lastTransitionTime").asText("")),
              condition.path("observedGeneration").asLong()));
    }
    return new Conditions(list);
  }

  private static ConditionStatus status(String text) {
    for (ConditionStatus status : ConditionStatus.values()) {
      if (status.text().equals(text)) {
        return status;
      }
    }
    return ConditionStatus.UNKNOWN;
  }

  private static ObjectNode write(ScanResult scan) {
    ObjectNode json = JSON.objectNode();
    json.put("revision", scan.revision());
    json.put("tagCount", scan.tagCount());
    json.put("scanTime", scan.scanTime().toString());
    json.set("latestTags", texts(scan.latestTags()));
    return json;
  }

  private static ScanResult scan(JsonNode json) {
    return new ScanResult(
        json.path("revision").asText(""),
        json.path("tagCount").asInt(),
        Instant.parse(json.path("scanTime").asText("")),
        texts(json.path("latestTags")));
  }

  private static ObjectNode write(ImageRef ref) {
    ObjectNode json = JSON.objectNode();
    json.put("name", ref.name());
    json.put("tag", ref.tag().value());
    ref.digest().ifPresent(digest -> json.put("digest", digest.value()));
    return json;
  }

  private static ImageRef ref(JsonNode json) {
    return new ImageRef(
        json.path("name").asText(""),
        new Tag(json.path("tag").asText("")),
        present(json.path("digest")).map(digest -> new Digest(digest.asText(""))));
  }

  private static Optional<Instant> instant(JsonNode json) {
    return present(json).map(value -> Instant.parse(value.asText("")));
  }

  static Optional<JsonNode> present(JsonNode json) {
    return json.isMissingNode() || json.isNull() ? Optional.empty() : Optional.of(json);
  }

  static ArrayNode texts(List<String> values) {
    ArrayNode json = JSON.arrayNode();
    values.forEach(json::add);
    return json;
  }

  static List<String> texts(JsonNode json) {
    List<String> values = new ArrayList<>();
    json.forEach(value -> values.add(value.asText("")));
    return values;
  }
}
