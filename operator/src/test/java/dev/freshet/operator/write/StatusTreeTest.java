package dev.freshet.operator.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ScanResult;
import dev.freshet.operator.object.ClusterObject;
import dev.freshet.operator.object.States;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTreeTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");

  @Test
  void leavesOutWhatIsEmpty() {
    assertThat(StatusTree.of(ImageRepository.KIND, ImageRepositoryStatus.INITIAL))
        .hasToString("{\"observedGeneration\":-1}");
  }

  @Test
  void keepsAnEmptyMessageWhichAConditionNeeds() {
    var silent = new Condition(Condition.READY, ConditionStatus.UNKNOWN, "Progressing", "", NOW, 1);

    ObjectNode tree =
        StatusTree.of(
            ImagePolicy.KIND,
            ImagePolicyStatus.INITIAL.withConditions(Conditions.NONE.with(silent)));

    assertThat(tree.at("/conditions/0/message").isMissingNode()).isFalse();
  }

  @Test
  void countsInSeconds() {
    ObjectNode tree = StatusTree.of(ImageRepository.KIND, scanned("17"));

    assertThat(tree.at("/lastScanResult/scanTime").asText()).isEqualTo("2026-03-04T05:06:07Z");
  }

  @Test
  void patchesOnlyFieldsOfItsOwn() {
    ClusterObject object =
        States.withStatus(
            States.first(ImageRepository.KIND),
            "{\"theirs\":1,\"canonicalImageName\":\"old\",\"observedGeneration\":-1}");

    assertThat(
            StatusTree.patch(
                object, StatusTree.of(ImageRepository.KIND, ImageRepositoryStatus.INITIAL)))
        .hasValueSatisfying(
            patch -> assertThat(patch).hasToString("{\"status\":{\"canonicalImageName\":null}}"));
  }

  @Test
  void knowsEveryFieldItWrites() {
    ImageRepositoryStatus status = scanned("17");

    assertThat(StatusTree.of(ImageRepository.KIND, status).fieldNames())
        .toIterable()
        .allMatch(ImageRepository.KIND.status()::writes);
  }

  private static ImageRepositoryStatus scanned(String revision) {
    return new ImageRepositoryStatus(
        Conditions.NONE,
        1,
        "registry.example/image",
        Optional.of(new ScanResult(revision, 0, NOW, List.of())),
        List.of("x"),
        "token");
  }
}
