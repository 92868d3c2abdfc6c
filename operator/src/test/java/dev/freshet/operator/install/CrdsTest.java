package dev.freshet.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be read off the CRDs without an API server. */
class CrdsTest {
  @Test
  void fourKindsAreDeclared() {
    assertThat(Samples.crds())
        .extracting(crd -> crd.at("/metadata/name").asText())
        .containsExactlyInAnyOrder(
            "imagerepositories.image.toolkit.fluxcd.io",
            "imagepolicies.image.toolkit.fluxcd.io",
            "imageupdateautomations.image.toolkit.fluxcd.io",
            "gitrepositories.source.toolkit.fluxcd.io");
  }

  @ParameterizedTest
  @MethodSource("crds")
  void everyVersionIsServedAndTheFirstStored(Crd crd) {
    assertThat(crd.versions())
        .extracting(version -> version.path("name").asText())
        .isEqualTo(Samples.VERSIONS);
    assertThat(crd.versions())
        .allMatch(version -> version.path("served").asBoolean())
        .extracting(version -> version.path("storage").asBoolean())
        .containsExactly(true, false, false);
    assertThat(crd.tree().at("/spec/conversion/strategy").asText()).isEqualTo("None");
  }

  /** Else an object would lose fields where somebody reads and writes it in another version. */
  @ParameterizedTest
  @MethodSource("crds")
  void theVersionsShareOneSchema(Crd crd) {
    assertThat(crd.versions())
        .extracting(version -> version.path("schema"))
        .containsOnly(crd.versions().getFirst().path("schema"));
  }

  @ParameterizedTest
  @MethodSource("crds")
  void theOlderVersionsWarnAndNameTheNewOne(Crd crd) {
    for (JsonNode version : crd.versions()) {
      boolean older = !version.path("name").asText().equals("v1");

      assertThat(version.path("deprecated").asBoolean()).isEqualTo(older);
      assertThat(version.path("deprecationWarning").asText())
          .isEqualTo(
              older
                  ? "%s %s is deprecated, upgrade to v1"
                      .formatted(version.path("name").asText(), crd)
                  : "");
    }
  }

  @ParameterizedTest
  @MethodSource("crds")
  void theStatusIsASubresourceThatStartsBehindEveryGeneration(Crd crd) {
    assertThat(crd.versions())
        .allMatch(version -> version.at("/subresources/status").isObject())
        .allMatch(version ->
            version
                    .at("/schema/openAPIV3Schema/properties/status/default/observedGeneration")
                    .asInt()
                == -1);
  }

  @ParameterizedTest
  @MethodSource("crds")
  void variablesInTheTextsAreLeftAloneByKustomizations(Crd crd) {
    assertThat(
            crd.tree()
                .path("metadata")
                .path("annotations")
                .path("kustomize.toolkit.fluxcd.io/substitute")
                .asText())
        .isEqualTo("disabled");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ImageRepository,       v1,      Image Tags Ready Status Last scan Age
          ImageRepository,       v1beta2, Image Tags Ready Status Last scan Age
          ImageRepository,       v1beta1, Last scan Tags
          ImagePolicy,           v1,      Image Tag Ready Status Age
          ImagePolicy,           v1beta2, Image Tag Ready Status Age
          ImagePolicy,           v1beta1, LatestImage
          ImageUpdateAutomation, v1,      Ready Status Last run Age
          ImageUpdateAutomation, v1beta2, Ready Status Last run Age
          ImageUpdateAutomation, v1beta1, Last run
          GitRepository,         v1,      URL Age Ready Status
          GitRepository,         v1beta2, URL Age Ready Status
          GitRepository,         v1beta1, URL Ready Status Age
          """)
  void printsTheColumnsOfItsTime(String kind, String version, String columns) {
    JsonNode declared =
        new Crd(Samples.crdOf(kind))
            .versions().stream()
                .filter(each -> each.path("name").asText().equals(version))
                .findFirst()
                .orElseThrow();

    assertThat(declared.path("additionalPrinterColumns"))
        .extracting(column -> column.path("name").asText())
        .containsExactlyElementsOf(columnsIn(columns));
  }

  /** So the tests that apply the samples have seen every field. */
  @ParameterizedTest
  @MethodSource("samples")
  void theSampleNamesEveryField(Sample sample) {
    JsonNode schema = Samples.schemaOf(Samples.crdOf(sample.kind()), "v1").path("properties");

    assertThat(fieldsOf(sample.tree().path("spec")))
        .containsAll(declaredIn(schema.path("spec"), ""));
    assertThat(fieldsOf(sample.tree().path("status")))
        .containsAll(declaredIn(schema.path("status"), ""));
  }

  private static List<String> columnsIn(String text) {
    return Stream.of(text.replace("Last scan", "Last_scan").replace("Last run", "Last_run"))
        .flatMap(columns -> Stream.of(columns.split(" ", -1)))
        .map(column -> column.replace('_', ' '))
        .toList();
  }

  private static List<String> declaredIn(JsonNode schema, String path) {
    List<String> fields = new ArrayList<>();
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          String field = path + "." + property.getKey();
          fields.add(field);
          fields.addAll(declaredIn(property.getValue(), field));
        });
    if (schema.has("items")) {
      fields.addAll(declaredIn(schema.path("items"), path));
    }
    return fields;
  }

  private static List<String> fieldsOf(JsonNode value) {
    List<String> fields = new ArrayList<>();
    collect(value, "", fields);
    return fields;
  }

  private static void collect(JsonNode value, String path, List<String> fields) {
    fields.add(path);
    value
        .properties()
        .forEach(property -> collect(property.getValue(), path + "." + property.getKey(), fields));
    if (value.isArray()) {
      value.forEach(item -> collect(item, path, fields));
    }
  }

  static Stream<Crd> crds() {
    return Samples.crds().stream().map(Crd::new);
  }

  static Stream<Sample> samples() {
    return Samples.full().stream().map(Sample::new);
  }

  record Crd(ObjectNode tree) {
    List<JsonNode> versions() {
      return StreamSupport.stream(tree.at("/spec/versions").spliterator(), false).toList();
    }

    @Override
    public String toString() {
      return tree.at("/spec/names/kind").asText();
    }
  }

  record Sample(ObjectNode tree) {
    String kind() {
      return tree.path("kind").asText();
    }

    @Override
    public String toString() {
      return kind();
    }
  }
}
