package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.AutomationException;
import dev.freshet.core.Reason;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.work.Workers;
import dev.freshet.testkit.git.ServedRepository;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
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
    assertThat(served.git("fsck", "--strict")).isEmpty();
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
      assertThat(cut.reason()).isEqualTo(Reason.DEADLINE_EXCEEDED);
      return false;
    }
  }
}
