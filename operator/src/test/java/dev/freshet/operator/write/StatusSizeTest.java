package dev.freshet.operator.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusSizeTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final int TAKEN = 1 << 20;

  @Test
  void leavesAUsualStatusAsItIs() {
    ObjectNode tree = StatusTree.of(ImageUpdateAutomation.KIND, observing(400));

    assertThat(tree.path("observedPolicies")).hasSize(400);
    assertThat(tree.path("conditions")).hasSize(1);
  }

  @Test
  void leavesOutTheEndOfWhatIsFarTooLongAndSaysSo() {
    ObjectNode tree = StatusTree.of(ImageUpdateAutomation.KIND, observing(10_000));

    int kept = tree.path("observedPolicies").size();
    assertThat(tree.toString()).hasSizeLessThan(TAKEN / 2 + 1024);
    assertThat(kept).isGreaterThan(2000);
    assertThat(tree.at("/conditions/1/type").asText()).isEqualTo("StatusCut");
    assertThat(tree.at("/conditions/1/message").asText())
        .isEqualTo(
            "the API server takes no longer status, so that this one is without %d entries of"
                + " observedPolicies",
            10_000 - kept);
    assertThat(tree.at("/conditions/1/lastTransitionTime"))
        .isEqualTo(tree.at("/conditions/0/lastTransitionTime"));
  }

  @Test
  void makesTheSameOfTheSame() {
    assertThat(StatusTree.of(ImageUpdateAutomation.KIND, observing(10_000)))
        .isEqualTo(StatusTree.of(ImageUpdateAutomation.KIND, observing(10_000)));
  }

  @Test
  void leavesOutASingleValueThatIsTooLong() {
    ObjectNode tree =
        StatusTree.of(ImageRepository.KIND, excluding(List.of("a".repeat(TAKEN), "b")));

    assertThat(tree.toString()).hasSizeLessThan(TAKEN / 2);
    assertThat(tree.at("/conditions/1/message").asText()).contains("of observedExclusionList");
  }

  @Test
  void saysTheMostImportantThingsOnlyWhereEvenThatIsTooMuch() {
    ObjectNode least =
        StatusSize.least(
            ImageRepository.KIND,
            StatusTree.of(ImageRepository.KIND, excluding(List.of("a".repeat(20_000)))));

    assertThat(least.toString()).hasSizeLessThan(10_000);
    assertThat(least.at("/conditions/0/message").asText())
        .isEqualTo("m".repeat(1024) + "… 28976 characters cut");
    assertThat(least.has("observedExclusionList")).isFalse();
  }

  private static ImageRepositoryStatus excluding(List<String> exclusions) {
    return new ImageRepositoryStatus(
        ready("m".repeat(30_000)), 1, "", Optional.empty(), exclusions, "");
  }

  private static ImageUpdateAutomationStatus observing(int policies) {
    Map<String, ImageRef> observed = new HashMap<>();
    IntStream.range(0, policies)
        .forEach(i ->
            observed.put(
                "policy-%05d".formatted(i),
                new ImageRef(
                    "registry.example.com/team/app-" + i, new Tag("1.0." + i), Optional.empty())));
    return ImageUpdateAutomationStatus.INITIAL
        .withObserved(observed, "main@sha1:abc")
        .withConditions(ready("repository up-to-date"));
  }

  private static Conditions ready(String message) {
    return Conditions.NONE.with(
        new Condition(Condition.READY, ConditionStatus.TRUE, "Succeeded", message, NOW, 1));
  }
}
