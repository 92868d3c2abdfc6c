package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.AUTHOR;
import static dev.freshet.engine.git.Fixture.MAIN;
import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.setting;
import static dev.freshet.engine.git.push.UpdateRequest.Occasion.CHANGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.failure.GitException.Problem;
import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.engine.git.push.UpdateRequest;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.git.ref.Revision;
import dev.freshet.testkit.git.ServedRepository;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckoutIT extends GitServerCase {

  private ServedRepository served() {
    return server.create("fleet", Map.of("a.yaml", manifest("app:1", "ns:p")));
  }

  private static UpdateRequest from(CheckoutRef ref) {
    return new UpdateRequest(
        ref, "auto", Optional.empty(), Map.of(), ".", AUTHOR, CHANGE, setting("ns:p", "app:2"));
  }

  @Test
  void namesTheMissingBranch() {
    ServedRepository served = served();

    assertThatThrownBy(() -> mirror(served).head(new CheckoutRef.Branch("x")))
        .isInstanceOfSatisfying(
            GitException.class,
            failure -> assertThat(failure.problem()).isEqualTo(Problem.UNKNOWN_REFERENCE))
        .hasMessage(
            "unable to clone '%s': couldn't find remote ref" + " \"refs/heads/x\"", served.url());
  }

  @Test
  void saysThatNoBranchIsTheOneToStartFrom() {
    ServedRepository served = served();

    assertThatThrownBy(() -> mirror(served).update(from(new CheckoutRef.Branch("x"))))
        .hasMessage("unable to clone '%s': reference not found", served.url());
  }

  @Test
  void saysThatTheRepositoryIsEmpty() {
    ServedRepository served = server.create("empty");

    assertThatThrownBy(() -> mirror(served).update(from(MAIN)))
        .hasMessage("git repository is empty");
  }

  @Test
  void saysThatTheRepositoryIsNotThere() {
    assertThatThrownBy(() ->
            mirrors
                .mirror(Fixture.remote(server.url() + "/no.git"), Fixture.HOLDER)
                .update(from(MAIN)))
        .hasMessage("unable to clone '%s/no.git': repository not found", server.url());
  }

  @Test
  void startsFromATag() {
    ServedRepository served = served();
    String tagged = served.head("main");
    served.annotatedTag("v1", tagged);
    served.commit("main", Map.of("later", "work"));

    PushOutcome outcome = mirror(served).update(from(new CheckoutRef.TagName("v1")));

    assertThat(outcome.revision()).hasToString("v1@sha1:" + tagged);
    assertThat(served.log("auto", "%H")).hasSize(2).element(1).isEqualTo(tagged);
  }

  @Test
  void startsFromTheHighestTagInARange() {
    ServedRepository served = served();
    String wanted = served.head("main");
    served.tag("v1.9.0", wanted);
    String later = served.commit("main", Map.of("later", "work"));
    served.tag("v1.10.0-rc.1", later);
    served.tag("v2.0.0", later);
    served.tag("v1.2.0", later);

    Revision head = mirror(served).head(new CheckoutRef.SemVer(">=1.0.0 <2.0.0"));

    assertThat(head).hasToString("v1.9.0@sha1:" + wanted);
  }

  @Test
  void takesTheNewerCommitWhenVersionsDifferInBuildMetadataOnly() {
    ServedRepository served = served();
    served.git("config", "user.name", "t");
    served.git("config", "user.email", "t@example.com");
    String old = served.head("main");
    String tree = served.git("rev-parse", old + "^{tree}").strip();
    String recent = served.git("commit-tree", "-p", old, "-m", "newer", tree).strip();
    served.tag("1.0.0+a", recent);
    served.tag("1.0.0+b", old);

    Revision head = mirror(served).head(new CheckoutRef.SemVer("1.0.x"));

    assertThat(head).hasToString("1.0.0+a@sha1:" + recent);
  }

  @Test
  void saysThatNoTagIsInTheRange() {
    ServedRepository served = served();

    assertThatThrownBy(() -> mirror(served).head(new CheckoutRef.SemVer(">=9.0.0")))
        .hasMessageEndingWith("no match found for semver: >=9.0.0");
  }

  @Test
  void startsFromAReferenceOfAnyName() {
    ServedRepository served = served();
    served.git("update-ref", "refs/pull/7/head", served.head("main"));

    PushOutcome outcome = mirror(served).update(from(new CheckoutRef.RefName("refs/pull/7/head")));

    assertThat(outcome.revision()).hasToString("7/head@sha1:" + served.head("main"));
  }

  @Test
  void namesTheReferenceThatCannotBeResolved() {
    ServedRepository served = served();

    assertThatThrownBy(() -> mirror(served).head(new CheckoutRef.RefName("refs/pull/8/head")))
        .hasMessageEndingWith("unable to resolve ref 'refs/pull/8/head' to a specific commit");
  }

  @Test
  void startsFromACommitThatIsNoHead() {
    ServedRepository served = served();
    String commit = served.head("main");
    served.commit("main", Map.of("a.yaml", manifest("app:9", "ns:p")));

    PushOutcome outcome =
        mirror(served).update(from(new CheckoutRef.Commit(commit, Optional.empty())));

    assertThat(outcome.revision()).hasToString("sha1:" + commit);
    assertThat(served.log("auto", "%H")).hasSize(2).element(1).isEqualTo(commit);
  }

  @Test
  void namesTheBranchOfACommit() {
    ServedRepository served = served();
    String commit = served.head("main");

    PushOutcome outcome =
        mirror(served).update(from(new CheckoutRef.Commit(commit, Optional.of("main"))));

    assertThat(outcome.revision()).hasToString("main@sha1:" + commit);
  }

  @Test
  void saysThatAReferenceHasASlashTooMuch() {
    ServedRepository served = served();

    assertThatThrownBy(() -> mirror(served).head(new CheckoutRef.RefName("/refs/heads/main")))
        .hasMessage(
            "ref /refs/heads/main is invalid; Git refs cannot begin or" + " end with a slash '/'");
  }

  @Test
  void prefersCommitThenNameThenTagThenRangeThenBranch() {
    assertThat(CheckoutRef.of("c", "n", "t", "s", "b"))
        .isEqualTo(new CheckoutRef.Commit("c", Optional.of("b")));
    assertThat(CheckoutRef.of("", "n", "t", "s", "b")).isEqualTo(new CheckoutRef.RefName("n"));
    assertThat(CheckoutRef.of("", "", "t", "s", "b")).isEqualTo(new CheckoutRef.TagName("t"));
    assertThat(CheckoutRef.of("", "", "", "s", "b")).isEqualTo(new CheckoutRef.SemVer("s"));
    assertThat(CheckoutRef.of("", "", "", "", "b")).isEqualTo(new CheckoutRef.Branch("b"));
    assertThat(CheckoutRef.of("", "", "", "", "")).isEqualTo(new CheckoutRef.Branch("master"));
  }
}
