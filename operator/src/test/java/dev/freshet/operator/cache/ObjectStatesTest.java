package dev.freshet.operator.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.LabelQuery;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.source.GitRepository;
import dev.freshet.operator.TestControllers;
import dev.freshet.operator.object.ClusterObject;
import dev.freshet.operator.object.States;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObjectStatesTest {
  private static final String SCANNED = "{\"lastScanResult\":{\"revision\":\"17\"}}";

  private final List<ObjectChange> told = new ArrayList<>();
  private final ObjectStates states =
      new ObjectStates(TestControllers.KINDS, Scope.EVERYTHING, told::add);
  private final ClusterObject first = States.first(ImageRepository.KIND);
  private final ObjectKey key = first.key();

  @Test
  void tellsNothingUntilEveryKindIsListedAndThenEverythingInTheOrderTheDataFlows() {
    ClusterObject automation = States.first(ImageUpdateAutomation.KIND);
    ClusterObject policy = States.first(ImagePolicy.KIND);
    states.seen(automation);
    states.seen(policy);
    states.listed(ImageUpdateAutomation.KIND, 100);
    states.listed(ImagePolicy.KIND, 100);
    states.listed(GitRepository.KIND, 100);
    states.seen(first);
    states.seen(States.withGeneration(first, 2));
    assertThat(told).isEmpty();
    assertThat(states.isComplete()).isFalse();

    states.listed(ImageRepository.KIND, 100);

    assertThat(states.isComplete()).isTrue();
    assertThat(told)
        .containsExactly(
            new ObjectChange.Created(key),
            new ObjectChange.Created(policy.key()),
            new ObjectChange.Created(automation.key()));
  }

  @Test
  void tellsNothingWhenAllIsListedAgain() {
    know(first);

    states.seen(first);
    listAll(states);

    assertThat(told).isEmpty();
  }

  @Test
  void keepsTheNewerStateWhicheverComesFirst() {
    know(first);
    ClusterObject written = States.withStatus(States.withVersion(first, 98), SCANNED);
    ClusterObject older = States.withStatus(States.withVersion(first, 97), "{}");

    states.answered(written);
    states.seen(older);

    assertThat(states.find(key)).hasValue(written);
    assertThat(states.knows(key, "uid-1", 99)).isTrue();
    assertThat(states.knows(key, "uid-1", 100)).isFalse();
    assertThat(states.knows(key, "uid-2", 1)).isFalse();
  }

  @Test
  void comparesVersionsAsNumbers() {
    know(States.withVersion(first, 9));

    states.seen(States.withVersion(first, 10));

    assertThat(states.find(key)).map(ClusterObject::resourceVersion).hasValue(10L);
  }

  @Test
  void tellsOfAForeignChangeThatOurOwnAnswerBringsFirst() {
    know(first);
    states.writing(key, States.json(SCANNED));

    states.answered(States.withStatus(States.withGeneration(first, 2), SCANNED));

    assertThat(told).containsExactly(new ObjectChange.SpecChanged(key));
  }

  @Test
  void takesOurOwnWriteForOursWhenTheWatchIsFaster() {
    know(first);
    states.writing(key, States.json(SCANNED));

    states.seen(States.withStatus(first, SCANNED));
    states.answered(States.withStatus(first, SCANNED));
    states.written(key);

    assertThat(told).isEmpty();
  }

  @Test
  void takesALaterWriteForSomebodyElses() {
    know(first);
    states.writing(key, States.json("{}"));
    states.written(key);

    states.seen(States.withStatus(first, SCANNED));

    assertThat(told).containsExactly(new ObjectChange.ResultChanged(key));
  }

  @Test
  void forgetsWhatIsGoneAndIsNotTalkedBackByALateAnswer() {
    know(first);

    states.gone(key, "uid-1");
    states.answered(States.withStatus(first, SCANNED));

    assertThat(states.find(key)).isEmpty();
    assertThat(told).containsExactly(new ObjectChange.Deleted(key));
  }

  @Test
  void tellsAnObjectFromItsSuccessorOfTheSameName() {
    know(first);
    ClusterObject successor = States.withUid(first, "uid-2");

    states.seen(successor);
    states.gone(key, "uid-1");
    states.answered(States.withStatus(States.withVersion(first, 50), SCANNED));

    assertThat(states.find(key)).hasValue(successor);
    assertThat(told).containsExactly(new ObjectChange.Deleted(key), new ObjectChange.Created(key));
  }

  @Test
  void takesAnObjectInAndLetsItGoAsItsLabelsSay() {
    var selector = LabelQuery.parse("shard=one");
    var shard =
        new ObjectStates(TestControllers.KINDS, new Scope(Optional.empty(), selector), told::add);
    listAll(shard);
    ClusterObject inside = States.withLabels(first, Map.of("shard", "one"));
    shard.seen(first);
    assertThat(shard.owns(key)).isFalse();
    told.clear();

    shard.seen(inside);
    assertThat(shard.owns(key)).isTrue();
    shard.seen(States.withLabels(inside, Map.of("shard", "two")));

    assertThat(shard.owns(key)).isFalse();
    assertThat(told).containsExactly(new ObjectChange.Created(key), new ObjectChange.Released(key));
  }

  @Test
  void takesAListForTrueThatGoesBackBehindWhatWasKnownBeforeIt() {
    know(States.withVersion(States.withGeneration(first, 5), 9000));
    ClusterObject restored = States.withVersion(States.withGeneration(first, 3), 4000);

    states.listing(ImageRepository.KIND, 9000);
    states.seen(restored);
    states.listed(ImageRepository.KIND, 4050);
    states.seen(States.withVersion(States.withGeneration(first, 4), 4100));

    assertThat(states.find(key)).map(ClusterObject::generation).hasValue(4L);
    assertThat(told)
        .containsExactly(
            new ObjectChange.SpecChanged(key),
            new ObjectChange.Created(key),
            new ObjectChange.SpecChanged(key));
  }

  @Test
  void takesAnOlderListForTrueThoughItsOwnWriteWasTheLastThingHeard() {
    know(States.withVersion(first, 9000));

    states.listing(ImageRepository.KIND, 8990);
    states.seen(States.withVersion(first, 4000));
    states.listed(ImageRepository.KIND, 4050);

    assertThat(states.find(key)).map(ClusterObject::resourceVersion).hasValue(4000L);
  }

  @Test
  void doesNotTakeBackWhatItWroteWhileAListWasUnderWay() {
    know(States.withVersion(first, 9000));

    states.listing(ImageRepository.KIND, 9000);
    states.answered(States.withVersion(first, 9007));
    states.seen(States.withVersion(first, 9000));
    states.listed(ImageRepository.KIND, 9005);

    assertThat(states.find(key)).map(ClusterObject::resourceVersion).hasValue(9007L);
    assertThat(told).isEmpty();
  }

  @Test
  void takesALookForTrueThatGoesBackBehindWhatWasKnownBeforeIt() {
    ClusterObject known = States.withVersion(first, 9000);
    know(known);

    states.looked(known, States.withVersion(first, 4000));
    assertThat(states.find(key)).map(ClusterObject::resourceVersion).hasValue(4000L);

    states.looked(known, States.withVersion(first, 3000));
    assertThat(states.find(key)).map(ClusterObject::resourceVersion).hasValue(4000L);
  }

  private void know(ClusterObject object) {
    states.seen(object);
    listAll(states);
    told.clear();
  }

  private static void listAll(ObjectStates states) {
    TestControllers.KINDS.forEach(kind -> states.listed(kind, 100));
  }
}
