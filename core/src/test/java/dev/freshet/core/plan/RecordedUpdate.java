package dev.freshet.core.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.Digest;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import dev.freshet.core.marker.ManifestMarkers;
import dev.freshet.gocompat.template.TemplateLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The tree, policies and automation of a recorded case, run through the planner. */
final class RecordedUpdate {
  private RecordedUpdate() {}

  /**
   * Flux gives up files with directives, or with content behind a separator: they are edited here,
   * which no recording can say.
   */
  static boolean isGivenUpByFlux(String text) {
    return text.lines().anyMatch(line -> line.startsWith("%") || line.matches("---\\s+[^\\s#].*"));
  }

  static Plan plan(JsonNode recorded) {
    List<ManifestFile> files = new ArrayList<>();
    recorded
        .get("files")
        .propertyStream()
        .filter(file -> ManifestMarkers.isCandidate(file.getKey()))
        .forEach(file -> {
          byte[] content = file.getValue().asText().getBytes(StandardCharsets.UTF_8);
          files.add(new ManifestFile(file.getKey(), ManifestMarkers.find(content), () -> content));
        });
    return Planner.plan(files, setters(recorded));
  }

  private static Setters setters(JsonNode recorded) {
    List<ResolvedPolicy> resolved = new ArrayList<>();
    Set<NamespacedName> known = new LinkedHashSet<>();
    for (JsonNode policy : recorded.get("policies")) {
      NamespacedName name =
          new NamespacedName(policy.get("namespace").asText(), policy.get("name").asText());
      known.add(name);
      if (policy.has("image")) {
        Optional<Digest> digest =
            Optional.ofNullable(policy.get("digest")).map(JsonNode::asText).map(Digest::new);
        Tag tag = new Tag(policy.path("tag").asText());
        resolved.add(
            new ResolvedPolicy(name, new ImageRef(policy.get("image").asText(), tag, digest)));
      }
    }
    return Setters.of(
        resolved, Trees.scope(recorded.get("automation").asText().split("/", 2)[0], known));
  }

  static String message(JsonNode recorded, String template, Plan plan) {
    String[] automation = recorded.get("automation").asText().split("/", 2);
    Map<String, String> values = new LinkedHashMap<>();
    recorded
        .path("values")
        .propertyStream()
        .forEach(value -> values.put(value.getKey(), value.getValue().asText()));
    return CommitMessage.render(
        template, new NamespacedName(automation[0], automation[1]), values, plan, limits());
  }

  static TemplateLimits limits() {
    return TemplateLimits.standard(
        InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")),
        RandomGenerator.of("L64X128MixRandom"));
  }
}
