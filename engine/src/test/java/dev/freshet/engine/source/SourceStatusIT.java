package dev.freshet.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.source.Artifact;
import dev.freshet.engine.reconcile.Run;
import dev.freshet.engine.reconcile.Trigger;
import dev.freshet.testkit.git.ServedRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of a source whose repository can be fetched. */
class SourceStatusIT {
  private static final String MAIN = "  ref: {branch: main}\n";

  @TempDir private Path folder;
  private SourceLab lab;
  private ServedRepository served;

  @BeforeEach
  void start() {
    lab = new SourceLab(folder, "source-controller.flux-system.svc.cluster.local.");
    served = lab.server.create("fleet", Map.of("app.yaml", "one"));
    lab.declare("fleet", 1, served.url(), MAIN);
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  @Test
  void storesTheFirstArtifact() {
    Run run = lab.run("fleet");

    String revision = "main@sha1:" + served.head("main");
    assertThat(run.result()).isEqualTo(Run.Result.SUCCEEDED);
    assertThat(run.next()).contains(Duration.ofMinutes(1));
    assertThat(lab.conditions("fleet"))
        .containsExactly(
            "Ready=True/Succeeded: stored artifact for revision '" + revision + "'",
            "ArtifactInStorage=True/Succeeded: stored artifact for revision '" + revision + "'");
    assertThat(lab.status("fleet").observedGeneration()).isEqualTo(1);
    Artifact artifact = lab.artifact("fleet");
    assertThat(artifact.revision()).isEqualTo(revision);
    assertThat(artifact.url())
        .isEqualTo(
            "http://source-controller.flux-system.svc.cluster.local./gitrepository/flux-system/fleet/"
                + served.head("main")
                + ".tar.gz");
    assertThat(lab.file(artifact)).exists();
  }

  @Test
  void tellsOfANewArtifactByTheSubjectOfItsCommit() {
    lab.run("fleet");

    assertThat(lab.told())
        .containsExactly("NORMAL/NewArtifact: stored artifact for commit 'Other work'");
    assertThat(lab.events.getFirst().metadata())
        .containsEntry("revision", lab.artifact("fleet").revision())
        .containsEntry("digest", lab.artifact("fleet").digest());
  }

  @Test
  void showsWhatItIsDoing() {
    lab.run("fleet");

    String revision = "main@sha1:" + served.head("main");
    assertThat(lab.shown)
        .containsExactly(
            progress("processing object: new generation -1 -> 1"),
            progress("building artifact"),
            progress("building artifact: new upstream revision '" + revision + "'"));
  }

  @Test
  void findsNothingNewWithOneRequest() {
    lab.run("fleet");
    var before = lab.status("fleet");
    lab.server.forgetRequests();

    Run run = lab.run("fleet");

    assertThat(run.result()).isEqualTo(Run.Result.SUCCEEDED);
    assertThat(lab.server.requests()).hasSize(1);
    assertThat(lab.status("fleet")).isEqualTo(before);
    assertThat(lab.shown).isEmpty();
    assertThat(lab.told())
        .containsExactly(
            "TRACE/GitOperationSucceeded: no changes since last reconciliation: observed revision"
                + " 'main@sha1:%s'".formatted(served.head("main")));
  }

  @ParameterizedTest
  @CsvSource({"'{semver: 1.x}', 1.0.0@sha1:", "'{commit: %s}', sha1:"})
  void callsAPinnedArtifactUpToDate(String ref, String prefix) {
    served.tag("1.0.0", "main");
    lab.declare("fleet", 1, served.url(), "  ref: " + ref.formatted(served.head("main")) + "\n");
    lab.run("fleet");

    lab.run("fleet");

    assertThat(lab.told())
        .containsExactly(
            "TRACE/ArtifactUpToDate: artifact up-to-date with remote revision: '%s%s'"
                .formatted(prefix, served.head("main")));
  }

  @Test
  void replacesTheArtifactWhenTheBranchMoves() {
    lab.run("fleet");
    Artifact before = lab.artifact("fleet");
    served.commit("main", Map.of("app.yaml", "two"));

    lab.run("fleet");

    String revision = "main@sha1:" + served.head("main");
    assertThat(lab.shown.getLast())
        .contains("ArtifactOutdated=True/NewRevision: new upstream revision '" + revision + "'");
    assertThat(lab.artifact("fleet").revision()).isEqualTo(revision);
    assertThat(lab.conditions("fleet")).hasSize(2);
    assertThat(lab.file(before)).exists(); // who has just read the last status fetches it yet
  }

  @Test
  void packsAnewWhenTheSpecLeavesOutOtherFiles() {
    lab.run("fleet");
    String digest = lab.artifact("fleet").digest();
    lab.declare("fleet", 2, served.url(), MAIN + "  ignore: 'app.yaml'\n");

    lab.run("fleet");

    assertThat(lab.artifact("fleet").digest()).isNotEqualTo(digest);
    assertThat(lab.status("fleet").observed().ignore()).contains("app.yaml");
    assertThat(lab.status("fleet").observedGeneration()).isEqualTo(2);
    assertThat(lab.shown.getFirst())
        .contains("Reconciling=True/Progressing: processing object: new generation 1 -> 2");
  }

  @Test
  void makesAnArtifactAgainThatDisappeared() throws Exception {
    lab.run("fleet");
    Files.delete(lab.file(lab.artifact("fleet")));

    lab.run("fleet");

    assertThat(lab.shown.getFirst())
        .contains(
            "Ready=Unknown/Progressing: building artifact: disappeared from storage",
            "Reconciling=True/Progressing: building artifact: disappeared from storage");
    assertThat(lab.file(lab.artifact("fleet"))).exists();
    assertThat(lab.told()).isEmpty(); // it came out the same
  }

  @Test
  void makesAnArtifactAgainThatWasDamaged() throws Exception {
    lab.run("fleet");
    Artifact artifact = lab.artifact("fleet");
    Files.write(lab.file(artifact), new byte[] {1}, StandardOpenOption.APPEND);

    lab.run("fleet");

    assertThat(lab.told())
        .containsExactly(
            "WARNING/ArtifactVerificationFailed: failed to verify integrity of artifact: computed"
                + " digest doesn't match '%s'".formatted(artifact.digest()));
    assertThat(lab.artifact("fleet").digest()).isEqualTo(artifact.digest());
  }

  @Test
  void collectsArtifactsThatAreOver() {
    lab.run("fleet");
    Path first = lab.file(lab.artifact("fleet"));
    served.commit("main", Map.of("app.yaml", "two"));
    lab.run("fleet");
    age(first);

    lab.run("fleet");

    assertThat(lab.told())
        .contains("TRACE/GarbageCollectionSucceeded: garbage collected 1 artifacts");
    assertThat(first).doesNotExist();
  }

  @Test
  void deletesEverythingOfASourceThatGoes() {
    lab.run("fleet");
    lab.events.clear();

    lab.pipeline().cleanUp(SourceLab.key("fleet"));

    assertThat(lab.file(lab.artifact("fleet")).getParent()).doesNotExist();
    assertThat(lab.told())
        .containsExactly(
            "TRACE/GarbageCollectionSucceeded: garbage collected artifacts for deleted resource");
  }

  @Test
  void answersARequest() {
    lab.run("fleet");

    lab.run("fleet", Trigger.request("2026-01-02"));

    assertThat(lab.status("fleet").lastHandledReconcileAt()).isEqualTo("2026-01-02");
    assertThat(lab.shown.getFirst())
        .contains("Reconciling=True/Progressing: reconciliation in progress");
  }

  @Test
  void keepsTheTimeOfWhatDoesNotChange() {
    lab.run("fleet");
    var since = lab.status("fleet").conditions().find(Condition.READY).orElseThrow();

    lab.run("fleet", Trigger.request("again"));

    assertThat(lab.status("fleet").conditions().find(Condition.READY)).contains(since);
  }

  private static void age(Path file) {
    try {
      Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(0));
    } catch (java.io.IOException cause) {
      throw new java.io.UncheckedIOException(cause);
    }
  }

  private static List<String> progress(String message) {
    return List.of(
        "Reconciling=True/Progressing: " + message, "Ready=Unknown/Progressing: " + message);
  }

  @Test
  void runsNoSourceAgainWhoseIntervalIsZero(@TempDir Path other) {
    try (var zero = new SourceLab(other, "files")) {
      ServedRepository fleet = zero.server.create("fleet", Map.of("app.yaml", "one"));
      zero.declare(
          "fleet",
          """
          apiVersion: source.toolkit.fluxcd.io/v1
          kind: GitRepository
          metadata: {name: fleet}
          spec: {interval: 0s, url: '%s', ref: {branch: main}}
          """
              .formatted(fleet.url()));

      Run first = zero.run("fleet");
      Run second = zero.run("fleet");

      assertThat(first.next()).isEmpty();
      assertThat(second.result()).isEqualTo(Run.Result.SUCCEEDED);
      assertThat(second.next()).isEmpty();
    }
  }
}
