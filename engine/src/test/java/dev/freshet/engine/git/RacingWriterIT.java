package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.failure.GitException.Problem;
import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.testkit.git.ServedRepository;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RacingWriterIT extends GitServerCase {

  private ServedRepository served(int races) {
    ServedRepository served = server.create("fleet", Map.of("a.yaml", manifest("app:1", "ns:p")));
    AtomicInteger left = new AtomicInteger(races);
    server.beforeRequest(request -> {
      if (request.isPush() && left.getAndDecrement() > 0) {
        served.commit("main", Map.of("race-" + left.get() + ".yaml", "x: 1\n"));
      }
    });
    return served;
  }

  @Test
  void plansAgainOnWhatTheOtherWriterPushed() {
    ServedRepository served = served(1);

    mirror(served).update(request("main", ".", setting("ns:p", "app:2")));

    assertThat(served.log("main", "%s"))
        .containsExactly("Set ns:p to app:2", "Other work", "Other work");
    assertThat(served.changedPaths("main")).containsExactly("a.yaml");
    assertThat(served.file("main", "race-0.yaml")).isEqualTo("x: 1\n");
  }

  @Test
  void getsThroughAfterLosingSeveralRaces() {
    ServedRepository served = served(5);

    PushOutcome outcome = mirror(served).update(request("main", ".", setting("ns:p", "app:2")));

    assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
    assertThat(served.log("main", "%s")).hasSize(7).startsWith("Set ns:p to app:2");
  }

  @Test
  void givesUpWhenEveryRaceIsLost() {
    ServedRepository served = served(Integer.MAX_VALUE);

    assertThatThrownBy(() -> mirror(served).update(request("main", ".", setting("ns:p", "app:2"))))
        .isInstanceOfSatisfying(
            GitException.class,
            failure -> assertThat(failure.problem()).isEqualTo(Problem.PUSH_OVERTAKEN))
        .hasMessageStartingWith("")
        .hasMessageContaining("refs/heads/main");
    assertThat(served.log("main", "%s")).containsOnly("Other work");
  }

  @Test
  void neverOverwritesACommitThatReplacedItsBase() {
    ServedRepository served = server.create("fleet", Map.of("a.yaml", manifest("app:1", "ns:p")));
    GitMirror mirror = mirror(served);
    AtomicInteger left = new AtomicInteger(1);
    server.beforeRequest(request -> {
      if (request.isPush() && left.getAndDecrement() > 0) {
        served.deleteBranch("main");
        served.commit("main", Map.of("a.yaml", manifest("app:1", "ns:p"), "new", "history"));
      }
    });

    mirror.update(request("main", ".", setting("ns:p", "app:2")));

    assertThat(served.file("main", "new")).isEqualTo("history");
    assertThat(served.file("main", "a.yaml")).isEqualTo(manifest("app:2", "ns:p"));
    assertThat(served.log("main", "%s")).hasSize(2);
  }
}
