package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.engine.git.push.UpdateRequest;
import dev.freshet.testkit.git.ServedRepository;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PushQueueIT extends GitServerCase {
  private static final int AUTOMATIONS = 10;

  private ServedRepository served() {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < AUTOMATIONS; i++) {
      files.put("app-" + i + ".yaml", manifest("app:1", "ns:p" + i));
    }
    return server.create("fleet", files);
  }

  /** Starts the updates of all automations; each waits in its plan until all of them are there. */
  private List<Future<PushOutcome>> updateAll(GitMirror mirror, ExecutorService threads) {
    CountDownLatch started = new CountDownLatch(AUTOMATIONS);
    List<Future<PushOutcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < AUTOMATIONS; i++) {
      UpdateRequest update = request("main", ".", setting("ns:p" + i, "app:2"));
      outcomes.add(
          threads.submit(() -> {
            started.countDown();
            started.await();
            return mirror.update(update);
          }));
    }
    return outcomes;
  }

  @Test
  void tenAutomationsShareAPushAndEachHasItsCommit() throws Exception {
    ServedRepository served = served();
    GitMirror mirror = mirror(served);
    mirror.head(Fixture.MAIN);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<PushOutcome> outcome : updateAll(mirror, threads)) {
        assertThat(outcome.get()).isInstanceOf(PushOutcome.Pushed.class);
      }
    }

    assertThat(server.pushes()).isEqualTo(1);
    assertThat(served.log("main", "%s")).hasSize(AUTOMATIONS + 1).doesNotHaveDuplicates();
    assertThat(served.fsck()).isEmpty();
  }

  @Test
  void aHookThatRejectsIsQuotedAndLeavesNothingBehind() {
    ServedRepository served = served();
    served.hook("pre-receive", "echo 'main is protected' >&2; exit 1");
    String before = served.head("main");

    assertThatThrownBy(() -> mirror(served).update(request("main", ".", setting("ns:p0", "app:2"))))
        .isInstanceOf(GitException.class)
        .hasMessageStartingWith("command error on refs/heads/main: ")
        .hasMessageContaining("pre-receive hook declined")
        .hasMessageContaining("main is protected");
    assertThat(served.head("main")).isEqualTo(before);
  }

  @Test
  void pushesAgainOnceTheHookIsGone() {
    ServedRepository served = served();
    GitMirror mirror = mirror(served);
    served.hook("pre-receive", "exit 1");
    UpdateRequest update = request("main", ".", setting("ns:p0", "app:2"));
    assertThatThrownBy(() -> mirror.update(update)).isInstanceOf(GitException.class);
    served.removeHook("pre-receive");

    PushOutcome outcome = mirror.update(update);

    assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
    assertThat(served.changedPaths("main")).containsExactly("app-0.yaml");
  }

  @Test
  void oneRejectedCommitDoesNotHoldUpTheOthers() throws Exception {
    ServedRepository served = served();
    served.hook("update", "git log --format=%s $2..$3 | grep -q 'ns:p3 ' && exit 1; exit 0");
    GitMirror mirror = mirror(served);
    int refused = 0;

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<PushOutcome> outcome : updateAll(mirror, threads)) {
        try {
          outcome.get();
        } catch (ExecutionException failure) {
          assertThat(failure.getCause()).hasMessageContaining("hook declined");
          refused++;
        }
      }
    }

    assertThat(refused).isEqualTo(1);
    assertThat(served.log("main", "%s")).hasSize(AUTOMATIONS).doesNotContain("Set ns:p3 to app:2");
  }

  @Test
  void aPlanThatFailsIsItsOwnMatterOnly() throws Exception {
    ServedRepository served = served();
    GitMirror mirror = mirror(served);
    UpdateRequest broken =
        request(
            "main",
            ".",
            _ -> {
              throw new InvalidInputException("the template is broken");
            });

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<PushOutcome> failing = threads.submit(() -> mirror.update(broken));
      List<Future<PushOutcome>> others = updateAll(mirror, threads);

      assertThatThrownBy(failing::get).hasMessageContaining("the template is broken");
      for (Future<PushOutcome> other : others) {
        assertThat(other.get()).isInstanceOf(PushOutcome.Pushed.class);
      }
    }
  }

  @Test
  void whoIsGivenUpWhilePushingLeavesTheOthersToThemselves() throws Exception {
    ServedRepository served = served();
    served.hook("pre-receive", "mkdir first || exit 0; sleep 5; exit 1");
    GitMirror mirror = mirror(served);
    var planning = new CountDownLatch(1);
    var others = new CountDownLatch(1);
    UpdateRequest first =
        request(
            "main",
            ".",
            files -> {
              planning.countDown();
              awaitQuietly(others);
              return setting("ns:p0", "app:2").apply(files);
            });

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<PushOutcome> pushing = threads.submit(() -> mirror.update(first));
      planning.await();
      List<Future<PushOutcome>> waiting = updateAll(mirror, threads);
      others.countDown();
      await().until(() -> Files.exists(served.directory().resolve("first")));
      pushing.cancel(true);

      for (Future<PushOutcome> other : waiting) {
        assertThat(other.get()).isInstanceOf(PushOutcome.class);
      }
    }
    assertThat(served.log("main", "%s")).contains("Set ns:p1 to app:2", "Set ns:p9 to app:2");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
