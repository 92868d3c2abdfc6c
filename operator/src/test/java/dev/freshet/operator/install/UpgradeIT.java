package dev.freshet.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The CRDs over those of an installation that is there already, whatever versions it serves. */
class UpgradeIT {
  private final Plane plane = Plane.empty();

  @AfterEach
  void stop() {
    plane.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1beta2", "v1beta1"})
  void objectsOfAnOlderInstallationStayAsTheyAre(String version) {
    Samples.crds().forEach(crd -> plane.serve(servingOnly(version, crd)));
    List<JsonNode> before =
        Samples.full().stream()
            .map(sample -> plane.create(Samples.complete(sample, version)))
            .toList();

    Samples.crds().forEach(plane::serve);

    for (JsonNode object : before) {
      String group = object.path("apiVersion").asText().split("/", 2)[0];
      assertThat(plane.read(group + "/" + version, object)).isEqualTo(object);
      assertThat(plane.read(group + "/v1", object).path("spec")).isEqualTo(object.path("spec"));
    }
  }

  @Test
  void storedVersionsAreKeptUntilSomebodyMigrates() {
    ObjectNode crd = Samples.crdOf("ImagePolicy");
    plane.serve(servingOnly("v1beta2", crd));

    plane.serve(crd);

    assertThat(plane.storedVersions(crd)).containsExactly("v1beta2", "v1");
  }

  @Test
  void applyingTheCrdsAgainChangesNothing() {
    Samples.crds().forEach(plane::serve);
    List<String> before = Samples.crds().stream().map(plane::versionOf).toList();

    Samples.crds().forEach(plane::serve);

    assertThat(Samples.crds()).extracting(plane::versionOf).isEqualTo(before);
  }

  /** The CRD as an installation of another time has it: one version, which is stored. */
  private static ObjectNode servingOnly(String version, ObjectNode crd) {
    ObjectNode older = crd.deepCopy();
    ArrayNode versions = ((ObjectNode) older.path("spec")).putArray("versions");
    Stream.of(crd)
        .flatMap(tree -> new CrdsTest.Crd(tree).versions().stream())
        .filter(each -> each.path("name").asText().equals(version))
        .map(each -> ((ObjectNode) each.deepCopy()).put("storage", true))
        .forEach(versions::add);
    return older;
  }
}
