package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Condition;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a registry's list leaves out, a selection does not silently go back. */
class NeverDowngradeTest {
  @TempDir private Path folder;
  private Lab lab;

  @BeforeEach
  void selectTheNewest() {
    lab = new Lab(folder);
    lab.registry.push("app", "1.0.0", "1.0.1", "1.0.2");
    lab.declareApp(Lab.semver("1.x"));
    lab.run();
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  @Test
  void keepsATagThatTheListLacksAndTheRegistryHas() {
    lab.registry.list("app", List.of("1.0.0", "1.0.1"));

    lab.run();

    assertThat(Lab.ready(lab.policy().conditions()))
        .isEqualTo(
            "True/Succeeded: Latest image tag for %s resolved to 1.0.2; kept, since the registry"
                    .formatted(lab.image())
                + " still has it although its list of tags does not");
    assertThat(lab.repository().conditions().find("Degraded").orElseThrow().message())
        .isEqualTo("the registry's list lacks tag 1.0.2, which ImagePolicy default/app keeps");
  }

  @Test
  void keepsItAfterARestartToo() {
    lab.registry.list("app", List.of("1.0.0", "1.0.1"));
    lab.run();
    lab.restart();

    lab.run();

    assertThat(lab.selected()).isEqualTo("1.0.2");
  }

  @Test
  void keepsItWhenTheRestartComesBeforeTheShortList() {
    lab.restart();
    lab.registry.list("app", List.of("1.0.0"));

    lab.run();

    assertThat(lab.selected()).isEqualTo("1.0.2");
  }

  @Test
  void isNoLongerDegradedOnceTheListIsWhole() {
    lab.registry.list("app", List.of("1.0.0", "1.0.1"));
    lab.run();
    lab.registry.list("app", List.of("1.0.0", "1.0.1", "1.0.2"));

    lab.run();

    assertThat(lab.repository().conditions().find("Degraded")).isEmpty();
    assertThat(Lab.ready(lab.policy().conditions())).endsWith("resolved to 1.0.2");
  }

  private void declareAnotherPolicy() {
    lab.declare(
        "another",
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata: {name: older}
        spec:
          imageRepositoryRef: {name: app}
          policy: {semver: {range: "<1.0.2"}}
        """);
  }

  private String degraded() {
    return lab.repository().conditions().find("Degraded").map(Condition::message).orElse("no");
  }

  @Test
  void namesEachPolicyThatKeepsATag() {
    declareAnotherPolicy();
    lab.run();
    lab.registry.list("app", List.of("1.0.0"));

    lab.run();

    assertThat(degraded())
        .isEqualTo(
            "the registry's list lacks tag 1.0.2, which ImagePolicy default/app keeps"
                + " and tag 1.0.1, which ImagePolicy default/older keeps");
    assertThat(lab.policy().conditions().find("Degraded").orElseThrow().message())
        .isEqualTo(
            "tag 1.0.2 is kept, since the registry still has it although its list of tags does"
                + " not");
  }

  @Test
  void staysDegradedWhileOneOfTwoPoliciesKeepsATag() {
    declareAnotherPolicy();
    lab.run();
    lab.registry.list("app", List.of("1.0.0"));
    lab.run();
    lab.registry.list("app", List.of("1.0.0", "1.0.2"));

    lab.run();

    assertThat(degraded())
        .isEqualTo("the registry's list lacks tag 1.0.1, which ImagePolicy default/older keeps");
    assertThat(lab.policy().conditions().find("Degraded")).isEmpty();
  }

  @Test
  void isNoLongerDegradedAfterThePolicyIsGone() {
    declareAnotherPolicy();
    lab.run();
    lab.registry.list("app", List.of("1.0.0", "1.0.2"));
    lab.run();
    assertThat(degraded()).contains("1.0.1");
    lab.forget("another");

    lab.run();

    assertThat(degraded()).isEqualTo("no");
  }

  @Test
  void staysDegradedWhileThePolicyCannotLook() {
    lab.registry.list("app", List.of("1.0.0", "1.0.1"));
    lab.run();
    lab.registry.list("app", List.of());

    lab.run();

    assertThat(Lab.ready(lab.policy().conditions()))
        .isEqualTo("False/DependencyNotReady: retrying in 30s error: no tags in database");
    assertThat(lab.selected()).isEqualTo("1.0.2");
    assertThat(lab.repository().conditions().find("Degraded")).isPresent();
  }

  @Test
  void takesAnyOrderOfTheSameTagsForTheSame() {
    lab.registry.list("app", List.of("1.0.2", "1.0.0", "1.0.1"));

    lab.run();

    assertThat(lab.selected()).isEqualTo("1.0.2");
    assertThat(lab.told(Event.Type.NORMAL)).isEmpty();
  }

  @Test
  void recordsNothingOfAListThatFails() {
    var before = lab.repository().lastScanResult();
    lab.registry.failAlways(Place.page(1), Fault.status(500));

    lab.run();

    assertThat(lab.repository().lastScanResult()).isEqualTo(before);
    assertThat(Lab.ready(lab.repository().conditions()))
        .startsWith("False/ReadOperationFailed: scan failed: ");
    assertThat(lab.selected()).isEqualTo("1.0.2");
  }

  @Test
  void recordsNothingOfAListThatStopsBetweenPages() {
    lab.registry.withPageSize(1);
    lab.registry.failAlways(Place.page(2), new Fault.DropMidBody());

    lab.run();
    lab.restart();
    lab.registry.heal();
    lab.run();

    assertThat(lab.selected()).isEqualTo("1.0.2");
    assertThat(lab.repository().lastScanResult().orElseThrow().tagCount()).isEqualTo(3);
  }

  @Test
  void movesAndSaysSoWhenTheTagWasDeleted() {
    lab.registry.delete("app", "1.0.2");

    lab.run();

    assertThat(lab.selected()).isEqualTo("1.0.1");
    assertThat(lab.told(Event.Type.WARNING))
        .containsExactly("tag 1.0.2 was deleted from the registry, moving to 1.0.1");
    assertThat(lab.repository().conditions().find("Degraded")).isEmpty();
  }

  @Test
  void keepsTheTagAndAsksAgainWhenTheRegistryDoesNotAnswer() {
    lab.registry.delete("app", "1.0.2");
    lab.registry.failAlways(Place.MANIFEST, Fault.status(503));

    var runs = lab.run();

    assertThat(lab.selected()).isEqualTo("1.0.2");
    assertThat(Lab.ready(lab.policy().conditions()))
        .contains("resolved to 1.0.2; kept, since the registry's list lacks it and asking for it");
    assertThat(runs.values())
        .anySatisfy(run -> assertThat(run.next()).contains(Duration.ofSeconds(30)));
  }

  @Test
  void movesOnceTheRegistryAnswersThatTheTagIsGone() {
    lab.registry.delete("app", "1.0.2");
    lab.registry.failAlways(Place.MANIFEST, Fault.status(503));
    lab.run();
    lab.registry.heal();

    lab.run();

    assertThat(lab.selected()).isEqualTo("1.0.1");
    assertThat(lab.policy().conditions().isTrue(Condition.READY)).isTrue();
  }

  @Test
  void goesUpWhileTheListIsShort() {
    lab.registry.push("app", "1.0.3");
    lab.registry.list("app", List.of("1.0.0", "1.0.3"));

    lab.run();

    assertThat(lab.selected()).isEqualTo("1.0.3");
    assertThat(lab.repository().conditions().find("Degraded")).isEmpty();
  }

  @Test
  void followsTheUserDownwardsAtOnce() {
    lab.declarePolicy(Lab.semver("1.0.0"));

    lab.run();

    assertThat(lab.selected()).isEqualTo("1.0.0");
    assertThat(lab.told(Event.Type.WARNING)).isEmpty();
    assertThat(lab.registry.received(Place.MANIFEST)).isEmpty();
  }

  @Test
  void followsAnExclusionOfTheSelectedTagAtOnce() {
    lab.declareRepository("  exclusionList: ['^1\\.0\\.2$']\n");

    lab.run();

    assertThat(lab.selected()).isEqualTo("1.0.1");
    assertThat(lab.registry.received(Place.MANIFEST)).isEmpty();
  }
}
