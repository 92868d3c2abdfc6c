package dev.freshet.api.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.kind.JsonFields;
import dev.freshet.api.kind.StatusCodec;
import dev.freshet.core.InvalidInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The status of a GitRepository as JSON. */
final class GitRepositoryStatusJson {
  static final StatusCodec<GitRepositoryStatus> CODEC =
      StatusCodec.of(
              GitRepositoryStatus.INITIAL,
              GitRepositoryStatusJson::write,
              GitRepositoryStatusJson::read)
          .owning(
              "artifact",
              "contentConfigChecksum",
              "includedArtifacts",
              "observedIgnore",
              "observedInclude",
              "observedRecurseSubmodules",
              "observedSparseCheckout",
              "sourceVerificationMode",
              "url")
          .cutting(
              "observedIgnore", "observedInclude", "observedSparseCheckout", "includedArtifacts")
          .resulting("/artifact/revision", "/artifact/digest", "/artifact/lastUpdateTime");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private GitRepositoryStatusJson() {}

  private static void write(GitRepositoryStatus status, ObjectNode json) {
    status.artifact().ifPresent(artifact -> json.set("artifact", write(artifact)));
    if (!status.includedArtifacts().isEmpty()) {
      ArrayNode included = json.putArray("includedArtifacts");
      status.includedArtifacts().forEach(artifact -> included.add(write(artifact)));
    }
    ContentSpec observed = status.observed();
    observed.ignore().ifPresent(patterns -> json.put("observedIgnore", patterns));
    if (observed.recurseSubmodules()) {
      json.put("observedRecurseSubmodules", true);
    }
    if (!observed.include().isEmpty()) {
      ArrayNode includes = json.putArray("observedInclude");
      observed.include().forEach(include -> includes.add(write(include)));
    }
    if (!observed.sparseCheckout().isEmpty()) {
      json.set("observedSparseCheckout", JsonFields.texts(observed.sparseCheckout()));
    }
    status.verified().ifPresent(mode -> json.put("sourceVerificationMode", mode.text()));
  }

  private static ObjectNode write(Artifact artifact) {
    ObjectNode json =
        JSON.objectNode()
            .put("path", artifact.path())
            .put("url", artifact.url())
            .put("revision", artifact.revision())
            .put("digest", artifact.digest())
            .put("lastUpdateTime", artifact.lastUpdateTime().toString());
    artifact.size().ifPresent(size -> json.put("size", size));
    if (!artifact.metadata().isEmpty()) {
      ObjectNode metadata = json.putObject("metadata");
      new TreeMap<>(artifact.metadata()).forEach(metadata::put);
    }
    return json;
  }

  private static ObjectNode write(Include include) {
    ObjectNode json = JSON.objectNode();
    json.putObject("repository").put("name", include.repository());
    include.fromPath().ifPresent(path -> json.put("fromPath", path));
    include.toPath().ifPresent(path -> json.put("toPath", path));
    return json;
  }

  private static GitRepositoryStatus read(StatusCodec.Common common, JsonNode json) {
    return new GitRepositoryStatus(
        common.conditions(),
        common.observedGeneration(),
        JsonFields.present(json.path("artifact")).flatMap(GitRepositoryStatusJson::artifact),
        includedArtifacts(json),
        observed(json),
        verified(json),
        common.lastHandledReconcileAt());
  }

  /** None for one that another version described otherwise: it is made anew then. */
  private static Optional<Artifact> artifact(JsonNode json) {
    Map<String, String> metadata = new TreeMap<>();
    json.path("metadata")
        .properties()
        .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText("")));
    try {
      return Optional.of(
          new Artifact(
              json.path("path").asText(""),
              json.path("url").asText(""),
              json.path("revision").asText(""),
              json.path("digest").asText(""),
              Instant.parse(json.path("lastUpdateTime").asText("")),
              JsonFields.present(json.path("size")).map(JsonNode::asLong),
              metadata));
    } catch (DateTimeException | InvalidInputException _) {
      return Optional.empty();
    }
  }

  private static List<Artifact> includedArtifacts(JsonNode json) {
    List<Artifact> included = new ArrayList<>();
    json.path("includedArtifacts").forEach(one -> artifact(one).ifPresent(included::add));
    return included;
  }

  private static ContentSpec observed(JsonNode json) {
    List<Include> include = new ArrayList<>();
    json.path("observedInclude").forEach(one -> include.add(include(one)));
    return new ContentSpec(
        JsonFields.text(json.path("observedIgnore")),
        json.path("observedRecurseSubmodules").asBoolean(),
        include,
        JsonFields.texts(json.path("observedSparseCheckout")));
  }

  private static Include include(JsonNode json) {
    return new Include(
        json.path("repository").path("name").asText(""),
        JsonFields.text(json.path("fromPath")),
        JsonFields.text(json.path("toPath")));
  }

  private static Optional<VerificationMode> verified(JsonNode json) {
    String text = json.path("sourceVerificationMode").asText("");
    for (VerificationMode mode : VerificationMode.values()) {
      if (mode.text().equals(text)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }
}
