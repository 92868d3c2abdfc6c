package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.git.ServedRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code run} as a process that stays, and the commands that talk to it. */
class DaemonIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int KILL_POINTS = 5;

  @TempDir private Path folder;
  private Lab lab;
  private ServedRepository app;
  private Freshet daemon;

  @BeforeEach
  void startTheDaemonAndAwaitItsFirstCommit() {
    lab = new Lab(folder);
    app = lab.app("web");
    daemon = start();
    await().atMost(PATIENCE).until(() -> app.log("main", "%h").size() == 2);
  }

  @AfterEach
  void stopServers() {
    daemon.close();
    lab.close();
  }

  @Test
  void pushesANewTagWhenAskedToScan() {
    lab.registry.push("apps/web", "1.0.2");

    Outcome outcome = lab.freshet("reconcile", "image", "repository", "web");

    assertThat(outcome.err())
        .isEqualTo(
            """
            ► annotating ImageRepository web in flux-system namespace
            ✔ ImageRepository annotated
            ◎ waiting for ImageRepository reconciliation
            ✔ scan fetched 3 tags
            """);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(app.file("main", "app.yaml")).isEqualTo(lab.deployment("web", "1.0.2")));
    assertThat(app.log("main", "%h")).hasSize(3);
  }

  @Test
  void answersForAPolicyAndAnAutomation() {
    Outcome policy = lab.freshet("reconcile", "image", "policy", "web");
    Outcome update = lab.freshet("reconcile", "image", "update", "web");

    assertThat(policy.err()).endsWith("✔ selected ref " + lab.image("web") + ":1.0.1\n");
    assertThat(update.err()).endsWith("✔ repository up-to-date\n");
    assertThat(List.of(policy.code(), update.code())).containsOnly(0);
  }

  @Test
  void answersInJson() throws IOException {
    String out = lab.freshet("reconcile", "image", "policy", "web", "-o", "json").out();

    JsonNode json = new ObjectMapper().readTree(out);
    assertThat(json.path("kind").asText()).isEqualTo("ImagePolicy");
    assertThat(json.at("/status/latestRef/tag").asText()).isEqualTo("1.0.1");
  }

  @Test
  void saysWhyAnObjectFailsWhenAsked() {
    lab.registry.delete("apps/web", "1.0.0");
    lab.registry.delete("apps/web", "1.0.1");
    lab.registry.close();

    Outcome outcome = lab.freshet("reconcile", "image", "repository", "web", "--timeout", "20s");

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.errorLines().getLast())
        .startsWith("✗ ImageRepository reconciliation failed: 'scan failed: ");
  }

  @Test
  void isReadByGetWhileItRuns() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(lab.freshet("get", "images", "all").out())
                .containsPattern("(?m)^imagerepository/web *\t.*\tFalse *\tTrue *\tsuccessful")
                .containsPattern("(?m)^imagepolicy/web *\t.*\t1\\.0\\.1 *\tTrue")
                .containsPattern("(?m)^imageupdateautomation/web\t.*\tFalse *\tTrue *\trepo"));
  }

  @Test
  void keepsOthersFromItsStateFolderAndIsNamedToThem() {
    Outcome second = lab.runOnce();

    assertThat(second.code()).isEqualTo(1);
    assertThat(second.errorLines())
        .singleElement()
        .asString()
        .matches("✗ lock the folder \\S+: process \\d+ is using it; stop that process or name .*");
  }

  @Test
  void notesAChangedPolicyAndFollowsItDownwards() {
    lab.manifest("web-policy.yaml", Declared.imagePolicy("web", "1.0.0"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(app.file("main", "app.yaml")).isEqualTo(lab.deployment("web", "1.0.0")));
  }

  @Test
  void endsCleanlyWhenToldTo() {
    Outcome outcome = daemon.stop();

    assertThat(outcome.err()).startsWith("► running 1 image repositories");
    assertThat(outcome.errorLines()).hasSize(1);
    assertThat(lab.runOnce().code()).isZero();
  }

  @Test
  void losesAndDoublesNoCommitWhenKilledInTheMiddleOfUpdates() {
    int rounds = Integer.getInteger("freshet.kills", 10);
    for (int round = 1; round <= rounds; round++) {
      String tag = "1.1." + round;
      killWhen(round % KILL_POINTS);
      lab.registry.push("apps/web", tag);
      askToScan();
      await().atMost(PATIENCE).until(() -> !daemon.isAlive());
      lab.git.beforeRequest(_ -> {});
      daemon = start();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> {
            askToScan();
            assertThat(app.file("main", "app.yaml")).isEqualTo(lab.deployment("web", tag));
          });
    }

    assertThat(app.log("main", "%s")).hasSize(rounds + 2).doesNotHaveDuplicates();
    app.fsck();
  }

  private void askToScan() {
    lab.freshet("reconcile", "image", "repository", "web", "--timeout", "1s");
  }

  /** Kills the daemon at its n-th request to the Git server from now on: the last one pushes. */
  private void killWhen(int point) {
    AtomicInteger requests = new AtomicInteger();
    lab.git.beforeRequest(request -> {
      if (requests.getAndIncrement() == point || request.isPush()) {
        daemon.kill();
      }
    });
  }

  private Freshet start() {
    return Freshet.start(
        folder, "run", "--from", lab.from.toString(), "--state", lab.state.toString());
  }
}
