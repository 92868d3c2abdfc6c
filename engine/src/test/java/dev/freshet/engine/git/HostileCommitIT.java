package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.push.Author;
import dev.freshet.engine.git.push.CommitDraft;
import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.engine.git.push.UpdateRequest;
import dev.freshet.engine.git.push.UpdateRequest.Occasion;
import dev.freshet.testkit.git.ServedRepository;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that users choose become commits that Git finds nothing wrong with, or no commits. */
class HostileCommitIT extends GitServerCase {
  private static final List<String> PATHS =
      List.of(
          "a b.yaml",
          "é/ü.yaml",
          "-rf.yaml",
          "\u001b[31m.yaml",
          "tab\t.yaml",
          "back\\slash.yaml",
          "..yaml",
          ".git.yaml",
          "con.yaml",
          "d/" + "x".repeat(200) + ".yaml");

  private ServedRepository served;
  private String before = "";

  @BeforeEach
  void serve() {
    Map<String, String> files = new HashMap<>();
    PATHS.forEach(path -> files.put(path, manifest("app:1", "ns:p")));
    served = server.create("fleet", files);
    before = served.head("main");
  }

  private PushOutcome update(Author author, String message) {
    return mirror(served)
        .update(
            new UpdateRequest(
                Fixture.MAIN,
                "main",
                Optional.empty(),
                Map.of(),
                ".",
                author,
                Occasion.CHANGE,
                files ->
                    setting("ns:p", "app:2")
                        .apply(files)
                        .map(draft -> new CommitDraft(draft.files(), message))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\nb", "a\rb", "<a", "a>", "a\ntree 0000", "\n"})
  void refusesAPersonThatGitCannotWrite(String text) {
    for (Author author : List.of(new Author(text, "a@b.c"), new Author("a", text))) {
      assertThatThrownBy(() -> update(author, "m"))
          .isInstanceOf(GitException.class)
          .hasMessageStartingWith("the author's ")
          .hasMessageEndingWith(", which Git refuses");
    }
    assertThat(served.head("main")).isEqualTo(before);
  }

  @Test
  void refusesAMessageWithANul() {
    assertThatThrownBy(() -> update(Fixture.AUTHOR, "a\0b"))
        .isInstanceOf(GitException.class)
        .hasMessage("the commit message holds a NUL, which Git refuses");
    assertThat(served.head("main")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n",
        "-",
        "plain",
        "é ☃ \uD83D\uDE80",
        "half \uD83D",
        "\u001b]0;title\u0007",
        "gpgsig -----BEGIN PGP SIGNATURE-----",
        "a\r\nb\r\n",
        "a\n\ntree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n",
        "a\\0b",
        "a\u0085b"
      })
  void whatIsWrittenPassesFsck(String text) {
    assertThat(update(Fixture.AUTHOR, text)).isInstanceOf(PushOutcome.Pushed.class);
    assertThat(served.fsck()).isEmpty();
    assertThat(served.changedPaths("main")).hasSize(PATHS.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "é", "a\"b", "a,b;c", ".", "half \uD83D", "\u001b[31m", "a\tb"})
  void anyOtherPersonPassesFsck(String text) {
    assertThat(update(new Author(text, text), "m")).isInstanceOf(PushOutcome.Pushed.class);
    assertThat(served.fsck()).isEmpty();
  }
}
