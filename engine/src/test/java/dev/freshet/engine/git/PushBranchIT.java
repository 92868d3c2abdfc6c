package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.AUTHOR;
import static dev.freshet.engine.git.Fixture.MAIN;
import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static dev.freshet.engine.git.push.UpdateRequest.Occasion.CHANGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.engine.git.push.UpdateRequest;
import dev.freshet.engine.git.ref.Revision;
import dev.freshet.testkit.git.ServedRepository;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushBranchIT extends GitServerCase {

  private ServedRepository served() {
    return server.create("fleet", Map.of("a.yaml", manifest("app:1", "ns:p")));
  }

  private static UpdateRequest withRefspec(String pushBranch, String refspec) {
    return new UpdateRequest(
        MAIN,
        pushBranch,
        Optional.of(refspec),
        Map.of(),
        ".",
        AUTHOR,
        CHANGE,
        setting("ns:p", "app:2"));
  }

  @Test
  void createsThePushBranchFromTheCheckoutHead() {
    ServedRepository served = served();
    String base = served.head("main");

    PushOutcome outcome = mirror(served).update(request("auto", ".", setting("ns:p", "app:2")));

    String commit = served.head("auto");
    assertThat(outcome)
        .isEqualTo(new PushOutcome.Pushed(commit, "auto", Revision.of("main", base)));
    assertThat(served.log("auto", "%H")).containsExactly(commit, base);
    assertThat(served.head("main")).isEqualTo(base);
  }

  @Test
  void continuesAPushBranchThatIsThere() {
    ServedRepository served = served();
    GitMirror mirror = mirror(served);
    mirror.update(request("auto", ".", setting("ns:p", "app:2")));
    served.commit("main", Map.of("other", "work on main"));

    mirror.update(request("auto", ".", setting("ns:p", "app:3")));

    assertThat(served.log("auto", "%s"))
        .containsExactly("Set ns:p to app:3", "Set ns:p to app:2", "Other work");
  }

  @Test
  void startsOverWhenThePushBranchWasDeleted() {
    ServedRepository served = served();
    GitMirror mirror = mirror(served);
    mirror.update(request("auto", ".", setting("ns:p", "app:2")));
    served.deleteBranch("auto");
    String base = served.commit("main", Map.of("other", "work on main"));

    mirror.update(request("auto", ".", setting("ns:p", "app:2")));

    assertThat(served.log("auto", "%H")).hasSize(3).element(1).isEqualTo(base);
  }

  @Test
  void createsNoBranchWhenNothingChanges() {
    ServedRepository served = served();

    PushOutcome outcome = mirror(served).update(request("auto", ".", setting("ns:p", "app:1")));

    assertThat(outcome)
        .isEqualTo(new PushOutcome.UpToDate(Revision.of("main", served.head("main"))));
    assertThat(served.branches()).containsExactly("main");
  }

  @Test
  void sendsOneRequestWhenNothingChangesOnASeparateBranch() {
    ServedRepository served = served();
    GitMirror mirror = mirror(served);
    mirror.update(request("auto", ".", setting("ns:p", "app:2")));
    server.forgetRequests();

    PushOutcome outcome = mirror.update(request("auto", ".", setting("ns:p", "app:2")));

    assertThat(outcome).isInstanceOf(PushOutcome.UpToDate.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void pushesTheCommitToTheRefspecToo() {
    ServedRepository served = served();

    mirror(served).update(withRefspec("auto", "refs/heads/auto:refs/heads/review"));

    assertThat(served.branches()).containsExactly("auto", "main", "review");
    assertThat(served.head("review")).isEqualTo(served.head("auto"));
  }

  @Test
  void movesAnExistingRefspecTargetForward() {
    ServedRepository served = served();
    served.commit("main", Map.of("b", "2"));
    served.createBranch("review", "main~1");

    mirror(served).update(withRefspec("main", "HEAD:refs/heads/review"));

    assertThat(served.head("review")).isEqualTo(served.head("main"));
  }

  @Test
  void neverForcesARefspecTarget() {
    ServedRepository served = served();
    String base = served.head("main");
    String diverged = served.commit("review", Map.of("unrelated", "history"));

    assertThatThrownBy(() -> mirror(served).update(withRefspec("main", "HEAD:refs/heads/review")))
        .hasMessageContaining("non-fast-forward update: refs/heads/review");
    assertThat(served.head("review")).isEqualTo(diverged);
    assertThat(served.head("main")).isEqualTo(base);
  }

  @Test
  void pushesBothOrNeither() {
    ServedRepository served = served();
    String base = served.head("main");
    served.hook("update", "[ $1 != refs/heads/review ]");

    assertThatThrownBy(() -> mirror(served).update(withRefspec("main", "HEAD:refs/heads/review")))
        .hasMessageContaining("hook declined");
    assertThat(served.head("main")).isEqualTo(base);
  }

  @Test
  void aRefspecWithNothingToDoFailsAfterThePush() {
    ServedRepository served = served();

    assertThatThrownBy(
            () -> mirror(served).update(withRefspec("main", "refs/heads/main:refs/heads/main")))
        .hasMessage("already up-to-date");
    assertThat(served.file("main", "a.yaml")).isEqualTo(manifest("app:2", "ns:p"));
  }

  @Test
  void sendsPushOptions() {
    ServedRepository served = served();
    served.hook("pre-receive", "echo \"$GIT_PUSH_OPTION_COUNT $GIT_PUSH_OPTION_0\" > options");
    UpdateRequest update =
        new UpdateRequest(
            MAIN,
            "main",
            Optional.empty(),
            Map.of("ci.skip", "true"),
            ".",
            AUTHOR,
            CHANGE,
            setting("ns:p", "app:2"));

    mirror(served).update(update);

    assertThat(served.directory().resolve("options")).hasContent("1 ci.skip=true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b", "a..b", "a~1", "a^", "a:b", "a?", "a*", "a[b", "a\\b", "/a", "a/", "a//b", "a.lock",
        ".a", "a/.b", "a.", "a@{b", ""
      })
  void refusesAPushBranchThatGitRefusesBeforeItAsksTheServer(String branch) {
    ServedRepository served = served();
    server.forgetRequests();

    assertThatThrownBy(() -> mirror(served).update(request(branch, ".", setting("ns:p", "app:2"))))
        .hasMessage("the push branch '%s' is no name of a branch: Git refuses it", branch);
    assertThat(server.requests()).isEmpty();
  }
}
