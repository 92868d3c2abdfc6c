package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.AUTHOR;
import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.setting;
import static dev.freshet.engine.git.push.UpdateRequest.Occasion.CHANGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.engine.git.push.UpdateRequest;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.git.ref.Revision;
import dev.freshet.engine.git.tree.RevisionTree;
import dev.freshet.testkit.git.ServedRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A checkout by the id of a commit, which no listing shows to be there. */
class CommitPinIT extends GitServerCase {
  private static final String ABSENT = "0123456789012345678901234567890123456789";

  private ServedRepository served() {
    return server.create("fleet", Map.of("a.yaml", manifest("app:1", "ns:p")));
  }

  private static UpdateRequest from(CheckoutRef ref) {
    return new UpdateRequest(
        ref, "auto", Optional.empty(), Map.of(), ".", AUTHOR, CHANGE, setting("ns:p", "app:2"));
  }

  private static CheckoutRef commit(String id) {
    return new CheckoutRef.Commit(id, Optional.empty());
  }

  private static CheckoutRef on(String branch, String id) {
    return new CheckoutRef.Commit(id, Optional.of(branch));
  }

  @ParameterizedTest
  @ValueSource(strings = {ABSENT, "0123456", "not an id"})
  void saysThatTheCommitIsNotThere(String id) {
    ServedRepository served = served();

    assertThatThrownBy(() -> mirror(served).update(from(commit(id))))
        .hasMessage("unable to resolve commit object for '%s': object not" + " found", id);
  }

  @Test
  void pushesNothingToABranchThatIsThereWhenTheCommitIsNot() {
    ServedRepository served = served();
    served.createBranch("auto", "main");

    assertThatThrownBy(() -> mirror(served).update(from(commit(ABSENT))))
        .hasMessageEndingWith(": object not found");
    assertThat(server.pushes()).isZero();
  }

  @Test
  void continuesABranchThatIsThereWithOneRequestWhenNothingChanges() {
    ServedRepository served = served();
    CheckoutRef pinned = commit(served.head("main"));
    served.createBranch("auto", served.commit("main", Map.of("b", "2")));
    GitMirror mirror = mirror(served);
    PushOutcome first = mirror.update(from(pinned));
    server.forgetRequests();

    PushOutcome second = mirror.update(from(pinned));

    assertThat(first).isInstanceOf(PushOutcome.Pushed.class);
    assertThat(second).isEqualTo(new PushOutcome.UpToDate(first.revision()));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void takesACommitThatLedToItsBranch() {
    ServedRepository served = served();
    String old = served.head("main");
    served.commit("main", Map.of("b", "2"));
    served.commit("main", Map.of("c", "3"));

    Revision revision = mirror(served).tree(on("main", old), RevisionTree::revision);

    assertThat(revision).hasToString("main@sha1:" + old);
  }

  @Test
  void findsItOnAServerThatHandsOutBranchesOnly() {
    server.withoutProtocolVersions();
    ServedRepository served = served();
    String old = served.head("main");
    served.commit("main", Map.of("b", "2"));
    served.createBranch("feat", "main");
    String feature = served.commit("feat", Map.of("c", "3"));

    GitMirror mirror = mirror(served);

    assertThat(mirror.tree(on("main", old), RevisionTree::revision))
        .hasToString("main@sha1:" + old);
    assertThatThrownBy(() -> mirror.tree(on("main", feature), RevisionTree::revision))
        .hasMessageEndingWith(
            "unable to resolve commit object for '%s': object not found".formatted(feature));
    assertThat(mirror.tree(commit(feature), RevisionTree::revision)).hasToString("sha1:" + feature);
  }

  @Test
  void asksOnceWhetherACommitLedToItsBranch() {
    ServedRepository served = served();
    CheckoutRef pinned = on("main", served.head("main"));
    served.commit("main", Map.of("b", "2"));
    GitMirror mirror = mirror(served);
    mirror.tree(pinned, RevisionTree::revision);
    served.commit("main", Map.of("c", "3"));
    server.forgetRequests();

    mirror.tree(pinned, RevisionTree::revision);

    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void takesACommitWhoseBranchHasAnOlderHead() throws IOException {
    ServedRepository served = served();
    String pinned = served.head("main");
    Path head = directory.resolve("head");
    Files.writeString(
        head,
        """
        tree %s
        parent %s
        author t <t@example.com> 946684800 +0000
        committer t <t@example.com> 946684800 +0000

        written on a machine whose clock is wrong
        """
            .formatted(served.git("rev-parse", "main^{tree}").strip(), pinned));
    served.git(
        "update-ref",
        "refs/heads/main",
        served.git("hash-object", "-t", "commit", "-w", head.toString()).strip());

    Revision revision = mirror(served).tree(on("main", pinned), RevisionTree::revision);

    assertThat(revision).hasToString("main@sha1:" + pinned);
  }

  @Test
  void takesNoCommitOfAnotherBranchForOneOfItsOwn() {
    ServedRepository served = served();
    served.createBranch("feat", "main");
    String feature = served.commit("feat", Map.of("b", "2"));

    assertThatThrownBy(() -> mirror(served).tree(on("main", feature), RevisionTree::revision))
        .hasMessage("unable to resolve commit object for '%s':" + " object not found", feature);
  }

  @Test
  void namesTheBranchThatIsNotThere() {
    ServedRepository served = served();

    assertThatThrownBy(
            () -> mirror(served).tree(on("no", served.head("main")), RevisionTree::revision))
        .hasMessage(
            "unable to clone '%s': couldn't find remote" + " ref \"refs/heads/no\"", served.url());
  }

  @Test
  void anAnnotatedTagIsNoCommit() {
    ServedRepository served = served();
    served.annotatedTag("v1", served.head("main"));
    String tag = served.git("rev-parse", "v1").strip();

    assertThatThrownBy(() -> mirror(served).tree(commit(tag), RevisionTree::revision))
        .hasMessageEndingWith(
            "unable to resolve commit object for '%s': object not found".formatted(tag));
  }
}
