package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that remembers nothing is protected by the tag that lies in Git. */
class DeployedTagIT {
  @TempDir private Path folder;
  private Lab lab;
  private GitHttpServer git;
  private ServedRepository app;

  @BeforeEach
  void deployTheNewestAndForget() {
    lab = new Lab(folder);
    git = GitHttpServer.startIn(folder, "git");
    lab.registry.push("app", "1.0.0", "1.0.1", "1.0.2");
    app = git.create("app", Map.of("app.yaml", deployment("1.0.2")));
    lab.declareApp(Lab.semver("1.x"));
    lab.declareAutomation(app.url(), "");
    lab.restartWithoutState("another");
  }

  @AfterEach
  void stop() {
    lab.close();
    git.close();
  }

  @Test
  void keepsADeployedTagThatTheListLacks() {
    lab.registry.list("app", List.of("1.0.0", "1.0.1"));

    lab.run();

    assertThat(git.pushes()).isZero();
    assertThat(lab.selected()).isEqualTo("1.0.2");
    assertThat(lab.automation().observedPolicies().values())
        .extracting(ref -> ref.tag().value())
        .containsExactly("1.0.2");
  }

  @Test
  void marksTheShortListAndSaysSo() {
    lab.registry.list("app", List.of("1.0.0", "1.0.1"));

    lab.run();

    assertThat(lab.repository().conditions().isTrue("Degraded")).isTrue();
    assertThat(lab.told(Event.Type.WARNING))
        .containsExactly(
            "tag 1.0.2 is kept, since the registry still has it although its list of tags does"
                + " not");
  }

  @Test
  void leavesTheStatusesOfAnotherShardAlone() {
    lab.registry.list("app", List.of("1.0.0", "1.0.1"));
    lab.runOfItsOwnAccord(ImageRepository.KIND, "app");
    lab.runOfItsOwnAccord(ImagePolicy.KIND, "app");
    var policy = lab.policy();
    var repository = lab.repository();

    lab.runAlone(
        new OtherwiseKnown(lab.objects()) {
          @Override
          public boolean isRunHere(ObjectKey key) {
            return key.kind() == ImageUpdateAutomation.KIND;
          }
        },
        ImageUpdateAutomation.KIND,
        "app");

    assertThat(git.pushes()).isZero();
    assertThat(lab.policy()).isEqualTo(policy);
    assertThat(lab.repository()).isEqualTo(repository);
    assertThat(lab.told(Event.Type.WARNING)).isEmpty();
  }

  @Test
  void movesAndSaysSoWhenTheDeployedTagWasDeleted() {
    lab.registry.delete("app", "1.0.2");

    lab.run();

    assertThat(app.file("main", "app.yaml")).isEqualTo(deployment("1.0.1"));
    assertThat(lab.told(Event.Type.WARNING))
        .containsExactly("tag 1.0.2 was deleted from the registry, moving to 1.0.1");
  }

  @Test
  void keepsTheDeployedTagAndWakesThePolicyWhenTheRegistryDoesNotAnswer() {
    lab.registry.list("app", List.of("1.0.0", "1.0.1"));
    lab.registry.failAlways(Place.MANIFEST, Fault.status(503));

    var runs = lab.run();

    assertThat(git.pushes()).isZero();
    assertThat(lab.selected()).isEqualTo("1.0.2");
    assertThat(runs.values())
        .anySatisfy(
            run -> assertThat(run.wakes()).extracting("name").containsExactly(Lab.name("app")));
  }

  @Test
  void followsTheUserDownwards() {
    lab.declarePolicy(Lab.semver("1.0.0"));

    lab.run();

    assertThat(app.file("main", "app.yaml")).isEqualTo(deployment("1.0.0"));
    assertThat(lab.told(Event.Type.WARNING)).isEmpty();
  }

  @Test
  void goesOnForAPolicyThatHasLostItsRepositorySince() {
    lab.run();
    app.commit("main", Map.of("second.yaml", deployment("1.0.0")));
    lab.forget("repository");

    lab.run();

    assertThat(Lab.ready(lab.policy().conditions())).startsWith("False/DependencyNotReady");
    assertThat(Lab.ready(lab.automation().conditions()))
        .isEqualTo("True/Succeeded: repository up-to-date");
    assertThat(app.file("main", "second.yaml")).isEqualTo(deployment("1.0.2"));
  }

  private String deployment(String tag) {
    return "kind: Deployment\nimage: %s:%s # {\"$imagepolicy\": \"default:app\"}\n"
        .formatted(lab.image(), tag);
  }
}
