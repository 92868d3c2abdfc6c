package dev.freshet.operator.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.source.GitRepository;
import dev.freshet.operator.object.ClusterObject;
import dev.freshet.operator.object.States;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ObjectChangesTest {
  private static final JsonNode NOTHING_OF_OURS = MissingNode.getInstance();
  private static final String SCANNED = "{\"lastScanResult\":{\"revision\":\"17\"}}";
  private static final String SCANNED_AGAIN = "{\"lastScanResult\":{\"revision\":\"18\"}}";

  private final ClusterObject first = States.first(ImageRepository.KIND);
  private final ObjectKey key = first.key();

  @ParameterizedTest
  @FieldSource("dev.freshet.operator.TestControllers#KINDS")
  void labelsOtherAnnotationsFinalizersAndConditionsAreNoChange(Kind<?, ?> kind) {
    ClusterObject object = States.first(kind);

    assertThat(changes(object, States.withLabels(object, Map.of("app", "x")))).isEmpty();
    assertThat(changes(object, States.withAnnotations(object, Map.of("note", "x")))).isEmpty();
    assertThat(changes(object, States.withFinalizers(object, "x"))).isEmpty();
    assertThat(changes(object, States.withStatus(object, "{\"conditions\":[{}]}"))).isEmpty();
  }

  @Test
  void anotherGenerationIsAnotherSpec() {
    assertThat(changes(first, States.withGeneration(first, 2)))
        .containsExactly(new ObjectChange.SpecChanged(key));
  }

  @Test
  void anotherValueOfFreshetsOwnFieldsIsAnotherSpec() {
    ClusterObject declared =
        States.withAnnotations(first, Map.of(ImagePolicy.STRICT_NUMBERS, "yes"));

    assertThat(changes(first, declared)).containsExactly(new ObjectChange.SpecChanged(key));
    assertThat(changes(declared, first)).containsExactly(new ObjectChange.SpecChanged(key));
    assertThat(changes(declared, declared)).isEmpty();
  }

  @Test
  void anyOtherTokenIsARequest() {
    ClusterObject asked = requested(first, "monday");

    assertThat(changes(first, asked)).containsExactly(new ObjectChange.Requested(key, "monday"));
    assertThat(changes(asked, requested(asked, "tuesday")))
        .containsExactly(new ObjectChange.Requested(key, "tuesday"));
    assertThat(changes(asked, requested(asked, "monday"))).isEmpty();
    assertThat(changes(asked, States.withAnnotations(asked, Map.of()))).isEmpty();
  }

  @Test
  void severalThingsAtOnceAreSeveralChanges() {
    assertThat(changes(first, States.withGeneration(requested(first, "now"), 2)))
        .containsExactly(new ObjectChange.SpecChanged(key), new ObjectChange.Requested(key, "now"));
  }

  @Test
  void beingDeletedIsNotAnotherSpec() {
    assertThat(changes(first, States.deleting(first)))
        .containsExactly(new ObjectChange.Deleting(key));
  }

  @Test
  void otherTagsThatSomebodyElseFoundAreAChange() {
    ClusterObject scanned = States.withStatus(first, SCANNED);

    assertThat(changes(first, scanned)).containsExactly(new ObjectChange.ResultChanged(key));
    assertThat(changes(scanned, States.withStatus(scanned, SCANNED_AGAIN)))
        .containsExactly(new ObjectChange.ResultChanged(key));
    assertThat(changes(scanned, States.withStatus(scanned, "{}")))
        .containsExactly(new ObjectChange.ResultChanged(key));
  }

  @Test
  void whatWeAreWritingOurselvesIsNoChange() {
    ClusterObject scanned = States.withStatus(first, SCANNED);

    assertThat(ObjectChanges.between(first, scanned, States.json(SCANNED))).isEmpty();
    assertThat(ObjectChanges.between(first, scanned, States.json(SCANNED_AGAIN)))
        .containsExactly(new ObjectChange.ResultChanged(key));
  }

  @Test
  void anotherSelectionIsAChangeOfAPolicy() {
    ClusterObject policy = States.first(ImagePolicy.KIND);
    String one = "{\"latestRef\":{\"name\":\"a\",\"tag\":\"1\"}}";
    String other = "{\"latestRef\":{\"name\":\"a\",\"tag\":\"1\",\"digest\":\"sha256:1\"}}";

    ClusterObject selected = States.withStatus(policy, one);

    assertThat(changes(policy, selected))
        .containsExactly(new ObjectChange.ResultChanged(policy.key()));
    assertThat(changes(selected, States.withStatus(selected, other)))
        .containsExactly(new ObjectChange.ResultChanged(policy.key()));
  }

  @Test
  void anotherArtifactIsAChangeOfASource() {
    ClusterObject source = States.first(GitRepository.KIND);

    assertThat(changes(source, States.withStatus(source, "{\"artifact\":{\"revision\":\"a\"}}")))
        .containsExactly(new ObjectChange.ResultChanged(source.key()));
  }

  private static ClusterObject requested(ClusterObject object, String token) {
    return States.withAnnotations(object, Map.of(ClusterObject.REQUESTED_AT, token));
  }

  private static List<ObjectChange> changes(ClusterObject before, ClusterObject after) {
    return ObjectChanges.between(before, after, NOTHING_OF_OURS);
  }
}
