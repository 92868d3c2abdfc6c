package dev.freshet.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.reconcile.Run;
import dev.freshet.testkit.git.ServedRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that put the artifacts of others into their own. */
class SourceIncludeIT {
  private static final String MAIN = "  ref: {branch: main}\n";

  @TempDir private Path folder;
  private SourceLab lab;
  private ServedRepository served;

  @BeforeEach
  void start() {
    lab = new SourceLab(folder, "localhost");
    served = lab.server.create("fleet", Map.of("app.yaml", "one"));
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  @Test
  void waitsForIncludesAndTheirArtifacts() {
    lab.declare("fleet", 1, served.url(), MAIN + "  include: [{repository: {name: base}}]\n");

    Run missing = lab.run("fleet");

    assertThat(missing.result()).isEqualTo(Run.Result.FAILED);
    assertThat(missing.next()).contains(Duration.ofSeconds(30));
    assertThat(lab.conditions("fleet"))
        .anyMatch(condition ->
            condition.startsWith(
                "IncludeUnavailable=True/NotFound: could not get resource for include 'base':"
                    + " GitRepository.source.toolkit.fluxcd.io \"base\" not found"));

    lab.declare("base", 1, lab.server.create("base", Map.of("b", "b")).url(), MAIN);
    lab.run("fleet");

    assertThat(lab.conditions("fleet"))
        .contains(
            "IncludeUnavailable=True/NoArtifact: no artifact available for include 'base'",
            "Ready=False/NoArtifact: no artifact available for include 'base'");
    assertThat(lab.told())
        .containsExactly("TRACE/NoArtifact: no artifact available for include 'base'");

    Run base = lab.run("base");
    Run run = lab.run("fleet");

    assertThat(base.wakes()).containsExactly(SourceLab.key("fleet"));
    assertThat(run.result()).isEqualTo(Run.Result.SUCCEEDED);
    assertThat(lab.status("fleet").includedArtifacts()).containsExactly(lab.artifact("base"));
  }

  @Test
  void packsAnewWhenAnIncludeHasChanged() {
    ServedRepository base = lab.server.create("base", Map.of("b", "b"));
    lab.declare("base", 1, base.url(), MAIN);
    lab.declare("fleet", 1, served.url(), MAIN + "  include: [{repository: {name: base}}]\n");
    lab.run("base");
    lab.run("fleet");
    var before = lab.artifact("fleet");
    base.commit("main", Map.of("b", "c"));
    lab.run("base");

    lab.run("fleet");

    assertThat(lab.artifact("fleet").revision()).isEqualTo(before.revision());
    assertThat(lab.artifact("fleet").digest()).isNotEqualTo(before.digest());
    assertThat(lab.shown.getFirst())
        .contains(
            "ArtifactOutdated=True/IncludeChange: included artifacts differ from last observed"
                + " includes");
  }

  @Test
  void comesBackWhenWhatItIncludesWasLostAndIsMadeAgain() throws IOException {
    lab.declare("base", 1, lab.server.create("base", Map.of("b", "b")).url(), MAIN);
    lab.declare("fleet", 1, served.url(), MAIN + "  include: [{repository: {name: base}}]\n");
    lab.run("base");
    lab.run("fleet");
    Files.delete(lab.file(lab.artifact("base")));
    Files.delete(lab.file(lab.artifact("fleet")));
    lab.run("fleet");
    assertThat(lab.told())
        .anyMatch(event ->
            event.endsWith(
                "failed to copy 'base' include from  to base: no such file or directory"));

    Run base = lab.run("base");
    Run unchanged = lab.run("base");

    assertThat(base.wakes()).containsExactly(SourceLab.key("fleet"));
    assertThat(unchanged.wakes()).isEmpty();
    assertThat(lab.run("fleet").result()).isEqualTo(Run.Result.SUCCEEDED);
  }

  @Test
  void tellsThatAnIncludeHasNoPlace() {
    lab.declare("base", 1, lab.server.create("base", Map.of("b", "b")).url(), MAIN);
    lab.declare(
        "fleet",
        1,
        served.url(),
        MAIN + "  include: [{repository: {name: base}, toPath: app.yaml}]\n");
    lab.run("base");

    lab.run("fleet");

    assertThat(lab.conditions("fleet"))
        .contains(
            "StorageOperationFailed=True/CopyFailure: failed to copy 'base' include from  to"
                + " app.yaml: file exists");
  }
}
