package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static dev.freshet.engine.git.HostileGit.ID;
import static dev.freshet.engine.git.HostileGit.packet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.engine.work.Workers;
import dev.freshet.testkit.git.ServedRepository;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two namespaces with the same access to one branch. */
class NeighboursIT extends GitServerCase {
  private static final Holder SLOW = new Holder("slow", "ImageUpdateAutomation slow/a");
  private static final Holder QUICK = new Holder("quick", "ImageUpdateAutomation quick/a");

  private GitMirror mirror(ServedRepository served, Holder holder, Duration timeout) {
    return mirrors.mirror(GitRemote.parse(served.url(), GitAccess.ANONYMOUS, timeout), holder);
  }

  @Test
  void aSlowPlanHoldsUpAnotherNamespaceNoLongerThanItsOwnTimeout() throws Exception {
    ServedRepository served =
        server.create(
            "fleet",
            Map.of("a.yaml", manifest("app:1", "ns:a"), "b.yaml", manifest("b:1", "ns:b")));
    CountDownLatch planning = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var slow =
          threads.submit(() ->
              mirror(served, SLOW, Duration.ofMinutes(1))
                  .update(
                      request(
                          "main",
                          ".",
                          files -> {
                            planning.countDown();
                            await(over);
                            return setting("ns:a", "app:2").apply(files);
                          })));
      planning.await();

      PushOutcome quick =
          mirror(served, QUICK, Duration.ofSeconds(1))
              .update(request("main", ".", setting("ns:b", "b:2")));
      over.countDown();

      assertThat(quick).isInstanceOf(PushOutcome.Pushed.class);
      assertThat(slow.get()).isInstanceOf(PushOutcome.Pushed.class);
    }
    assertThat(served.log("main", "%s")).hasSize(3);
    assertThat(served.fsck()).isEmpty();
  }

  @Test
  void oneWhoseRequestsHangLeavesTheOtherRoomAtTheSameServer() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    AtomicInteger hanging = new AtomicInteger();
    try (HostileGit shared =
            HostileGit.start((path, _, answer) -> {
              if (path.startsWith("/a.git")) {
                hanging.incrementAndGet();
                await(over);
              }
              answer.send(
                  "application/x-git-upload-pack-advertisement",
                  packet("# service=git-upload-pack\n")
                      + "0000"
                      + packet(ID + " refs/heads/main\0")
                      + "0000");
            });
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      GitRemote slow = GitRemote.parse(shared.url(), GitAccess.ANONYMOUS, Duration.ofMinutes(1));
      for (int i = 0; i < 200; i++) {
        threads.execute(() -> head(mirrors.mirror(slow, SLOW)));
      }
      Awaitility.await().until(() -> hanging.get() >= 32);

      GitRemote quick =
          GitRemote.parse(
              shared.url().replace("/a.git", "/b.git"),
              GitAccess.ANONYMOUS,
              Duration.ofSeconds(10));
      String head = head(mirrors.mirror(quick, QUICK));
      over.countDown();

      assertThat(head).isEqualTo(ID);
    }
  }

  private static String head(GitMirror mirror) {
    try {
      return mirror.head(Fixture.MAIN).commit();
    } catch (AutomationException failure) {
      return String.valueOf(failure.getMessage());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException cause) {
      throw new IllegalStateException(cause);
    }
  }

  @Test
  void aSearchThatIsCutKeepsWhatItHasFoundAlsoOverARestart() {
    Map<String, String> files = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      String more = "---\nkey-%d: [a, b, c, {d: e}]\n".formatted(i).repeat(4_000);
      files.put("app-%02d.yaml".formatted(i), manifest("app:1", "ns:p") + more);
    }
    ServedRepository served = server.create("fleet", files);
    int runs = 0;
    boolean found = false;

    while (!found && runs < 60) {
      mirrors.close();
      try (Workers hasty = new Workers(1, Duration.ofMillis(300))) {
        mirrors = Fixture.mirrors(directory.resolve("state"), hasty);
        runs++;
        found = isSearched(mirror(served, SLOW, Duration.ofSeconds(20)));
      }
    }

    assertThat(found).isTrue();
    assertThat(runs).isGreaterThan(1);
  }

  private static boolean isSearched(GitMirror mirror) {
    try {
      assertThat(mirror.snapshot(Fixture.MAIN, "main", ".").files()).hasSize(40);
      return true;
    } catch (AutomationException cut) {
      assertThat(ReasonedException.reasonOf(cut)).isEqualTo(Reason.DEADLINE_EXCEEDED);
      return false;
    }
  }
}
