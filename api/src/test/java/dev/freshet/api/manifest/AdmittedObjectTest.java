package dev.freshet.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.field.ManifestProblem;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An object as an API server has it, which may have let it pass by rules of another time. */
class AdmittedObjectTest {
  @Test
  void mayHaveATimeoutInHours() {
    Manifests read =
        Manifests.ofServer(
            new Kinds(List.of(ImageUpdateAutomation.KIND)),
            object(
                "ImageRepository", Map.of("image", "alpine", "interval", "1h", "timeout", "2h")));

    assertThat(read.problems()).isEmpty();
    assertThat(read.all(ImageRepository.KIND))
        .extracting(ImageRepository::timeout)
        .allMatch(timeout -> timeout.orElseThrow().equals(Duration.ofHours(2)));
  }

  @Test
  void hasFluxsWordsForWhatCannotBeRun() {
    Manifests read =
        Manifests.ofServer(
            new Kinds(List.of(ImageUpdateAutomation.KIND)),
            object(
                "ImageUpdateAutomation",
                Map.of("interval", "1h", "sourceRef", Map.of("kind", "Bucket", "name", "fleet"))));

    assertThat(read.problems())
        .containsExactly(
            new ManifestProblem(
                "",
                0,
                "ImageUpdateAutomation apps/podinfo",
                "source kind 'Bucket' not supported: invalid source configuration",
                Reason.INVALID_SOURCE_CONFIGURATION));
  }

  @Test
  void isRefusedByItsFieldWhereFluxHasNoWords() {
    Manifests read =
        Manifests.ofServer(
            new Kinds(List.of(ImageUpdateAutomation.KIND)),
            object(
                "ImageRepository",
                Map.of("image", "alpine", "interval", "1h", "secretRef", Map.of("name", ""))));

    assertThat(read.problems())
        .containsExactly(
            new ManifestProblem(
                "",
                0,
                "ImageRepository apps/podinfo",
                "spec.secretRef.name: Invalid value: \"\": must not be empty",
                Reason.INVALID_SPEC));
  }

  private static Map<String, ?> object(String kind, Map<String, ?> spec) {
    return Map.of(
        "apiVersion",
        "image.toolkit.fluxcd.io/v1",
        "kind",
        kind,
        "metadata",
        Map.of("name", "podinfo", "namespace", "apps"),
        "spec",
        spec);
  }
}
