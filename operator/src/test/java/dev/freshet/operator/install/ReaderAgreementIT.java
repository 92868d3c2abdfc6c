package dev.freshet.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A manifest is good in a folder exactly where it is good in a cluster. */
class ReaderAgreementIT {
  private static final Set<Integer> REFUSALS =
      Set.of(HttpURLConnection.HTTP_BAD_REQUEST, /* unprocessable */ 422);

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
  @MethodSource("samples")
  void ofEveryVariantOfTheSamples(ObjectNode sample) {
    List<Variant> variants =
        Variant.of(sample, Samples.schemaOf(Samples.crdOf(sample.path("kind").asText()), "v1"));

    assertThat(variants)
        .anyMatch(variant -> isAcceptedByServer(variant.object()))
        .anyMatch(variant -> !isAcceptedByServer(variant.object()))
        .filteredOn(
            variant -> isAcceptedByServer(variant.object()) != isAcceptedByReader(variant.object()))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everyVersion")
  void ofEveryRefusedManifestInEveryVersion(String version) {
    assertThat(Samples.refused())
        .filteredOn(refused -> isAcceptedByReader(refused.in(version)))
        .isEmpty();
  }

  private static boolean isAcceptedByServer(ObjectNode object) {
    try {
      plane.tryToCreate(object);
      return true;
    } catch (KubernetesClientException refused) {
      assertThat(refused.getCode()).isIn(REFUSALS);
      return false;
    }
  }

  private static boolean isAcceptedByReader(ObjectNode object) {
    Manifests read =
        Manifests.read(
            new Kinds(List.of(ImageUpdateAutomation.KIND)),
            List.of(new ManifestText("f.yaml", object.toString())),
            "default");
    return read.problems().isEmpty() && read.origins().size() == 1;
  }

  static Stream<ObjectNode> samples() {
    return Samples.full().stream().map(sample -> Samples.complete(sample, "v1"));
  }

  static List<String> everyVersion() {
    return Samples.VERSIONS;
  }
}
