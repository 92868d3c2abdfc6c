package dev.freshet.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The guide's manifests, as they stand there and in the later versions. */
class GuideSamplesIT {
  static final List<String> VERSIONS = Samples.VERSIONS;

  private static Plane plane;

  @BeforeAll
  static void start() {
    plane = Plane.serving(Samples.crds());
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @ParameterizedTest
  @FieldSource("VERSIONS")
  void areAcceptedWithTheirLaterChanges(String version) {
    List<JsonNode> created = new ArrayList<>();
    for (ObjectNode object : Samples.guide("objects.yaml")) {
      created.add(plane.create(object.put("apiVersion", "image.toolkit.fluxcd.io/" + version)));
    }
    assertThat(created).hasSize(3);

    for (ObjectNode change : Samples.guide("changes.yaml")) {
      JsonNode object = ofKind(change.path("kind"), created);
      plane
          .stored(object.path("apiVersion").asText(), object)
          .patch(PatchContext.of(PatchType.JSON_MERGE), change.toString());
    }

    created.replaceAll(object -> plane.read(object.path("apiVersion").asText(), object));
    assertThat(created)
        .extracting(object -> object.path("spec"))
        .containsExactlyElementsOf(
            Samples.guide("after.yaml").stream().map(object -> object.path("spec")).toList());
    created.forEach(plane::delete);
  }

  private static JsonNode ofKind(JsonNode kind, List<JsonNode> objects) {
    return objects.stream()
        .filter(object -> object.path("kind").equals(kind))
        .findFirst()
        .orElseThrow();
  }
}
