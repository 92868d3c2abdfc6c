package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.MAIN;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.testkit.git.ServedRepository;
import dev.freshet.testkit.hostile.HostileRepositories;
import dev.freshet.testkit.hostile.HostileRepositories.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the objects of a repository are, a run ends, with what there is or with a name. */
class HostileRepositoriesIT extends GitServerCase {
  private static final String LINE = "image: app:1 # {\"$imagepolicy\": \"ns:p\"}";

  private static Optional<GitException> refusal(Supplier<?> run) {
    try {
      var _ = run.get();
      return Optional.empty();
    } catch (GitException refused) {
      return Optional.of(refused);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isUsedOrRefusedByName(Kind kind) {
    GitMirror mirror = mirror(HostileRepositories.create(server, kind, LINE));

    Optional<GitException> packing = refusal(() -> mirror.tree(MAIN, tree -> tree.files().size()));
    Optional<GitException> reading =
        refusal(() -> mirror.files(MAIN, ".", path -> path.endsWith(".yaml")));
    Optional<GitException> updating =
        refusal(() -> mirror.update(request("main", ".", setting("ns:p", "app:2"))));

    switch (kind) {
      case TREE_BOMB -> {
        assertThat(packing).get().asString().contains("the files of the repository");
        assertThat(reading).isPresent();
        assertThat(updating).get().asString().contains("more paths to manifests");
      }
      case TREE_BOMB_WITHOUT_MANIFESTS -> {
        assertThat(packing).get().asString().contains("the files of the repository");
        assertThat(reading).get().asString().contains("more files and directories to look at");
        assertThat(updating).isEmpty();
      }
      case DEEP_TREES ->
          assertThat(List.of(packing, reading, updating))
              .allSatisfy(one -> assertThat(one).get().asString().contains("inside each other"));
      case LONG_COMMENT ->
          assertThat(List.of(packing, reading, updating))
              .allSatisfy(one -> assertThat(one).get().asString().contains("inflates"));
      default -> assertThat(List.of(packing, reading, updating)).allMatch(Optional::isEmpty);
    }
  }

  @Test
  void aRefusedRepositoryLeavesOthersAlone() {
    ServedRepository bomb = HostileRepositories.create(server, Kind.TREE_BOMB, LINE);
    ServedRepository many = HostileRepositories.create(server, Kind.MANY_FILES, LINE);
    assertThat(refusal(() -> mirror(bomb).tree(MAIN, tree -> tree.files().size()))).isPresent();

    PushOutcome outcome = mirror(many).update(request("main", ".", setting("ns:p", "app:2")));

    assertThat(outcome).isInstanceOf(PushOutcome.Pushed.class);
  }
}
