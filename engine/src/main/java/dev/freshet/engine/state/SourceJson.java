package dev.freshet.engine.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.source.Artifact;
import dev.freshet.api.source.ContentSpec;
import dev.freshet.api.source.GitRepositoryStatus;
import dev.freshet.api.source.Include;
import dev.freshet.api.source.VerificationMode;
import dev.freshet.core.InvalidInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The part of a GitRepository's status that no other kind has, as JSON. */
final class SourceJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SourceJson() {}

  static void write(GitRepositoryStatus status, ObjectNode json) {
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
      json.set("observedSparseCheckout", StatusJson.texts(observed.sparseCheckout()));
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

  /** None for one that another version described otherwise: it is made anew then. */
  static Optional<Artifact> artifact(JsonNode json) {
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
              StatusJson.present(json.path("size")).map(JsonNode::asLong),
              metadata));
    } catch (DateTimeException | InvalidInputException _) {
      return Optional.empty();
    }
  }

  static List<Artifact> includedArtifacts(JsonNode json) {
    List<Artifact> included = new ArrayList<>();
    json.path("includedArtifacts").forEach(one -> artifact(one).ifPresent(included::add));
    return included;
  }

  static ContentSpec observed(JsonNode json) {
    List<Include> include = new ArrayList<>();
    json.path("observedInclude").forEach(one -> include.add(include(one)));
    return new ContentSpec(
        text(json.path("observedIgnore")),
        json.path("observedRecurseSubmodules").asBoolean(),
        include,
        StatusJson.texts(json.path("observedSparseCheckout")));
  }

  private static Include include(JsonNode json) {
    return new Include(
        json.path("repository").path("name").asText(""),
        text(json.path("fromPath")),
        text(json.path("toPath")));
  }

  static Optional<VerificationMode> verified(JsonNode json) {
    String text = json.path("sourceVerificationMode").asText("");
    for (VerificationMode mode : VerificationMode.values()) {
      if (mode.text().equals(text)) {
        return Optional.of(mode);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> text(JsonNode json) {
    return StatusJson.present(json).map(JsonNode::asText);
  }
}
