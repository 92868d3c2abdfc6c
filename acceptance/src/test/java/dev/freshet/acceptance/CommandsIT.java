package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that read what a run has left, and what all of them say to wrong usage. */
class CommandsIT {
  @TempDir private Path folder;
  private Lab lab;

  @BeforeEach
  void runOnce() {
    lab = new Lab(folder);
    lab.app("web");
    lab.registry.push("apps/web", "latest", "2.0.0");
    lab.runOnce();
  }

  @AfterEach
  void stopServers() {
    lab.close();
  }

  @Test
  void explainsWhyATagWasChosen() {
    Outcome outcome = lab.freshet("explain", "policy", "web");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("1.0.1").contains("latest").contains("2.0.0");
  }

  @Test
  void explainsOfflineFromFiles() throws IOException {
    Path tags = Files.writeString(folder.resolve("tags"), "1.0.0\n1.5.0\n2.0.0\n");

    Outcome outcome =
        lab.freshet(
            "explain",
            "policy",
            "-f",
            lab.from.resolve("web-policy.yaml").toString(),
            "--tags",
            tags.toString());

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("1.5.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "get images all -o json",
        "get images repository web -o json",
        "get image policy -A -o json",
        "get images update --status-selector ready=true -o json",
        "explain policy web -o json",
      })
  void printsJsonThatParses(String command) throws IOException {
    Outcome outcome = lab.freshet(command.split(" "));

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(new ObjectMapper().readTree(outcome.out())).isNotEmpty();
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void printsJsonOfARunThatFails() throws IOException {
    lab.edit("web-policy.yaml", "1.x", "9.x");

    Outcome outcome = lab.runOnce("-o", "json");

    var json = new ObjectMapper().readTree(outcome.out());
    assertThat(json.path("objects")).hasSize(3);
    assertThat(json.at("/objects/1/result").asText()).isEqualTo("failed");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "run                                  | 2 | required flag(s) \"from\" not set",
        "run --from . --nonsense              | 2 | unknown flag: --nonsense",
        "run --from . -o yaml                 | 2 | invalid argument \"yaml\" for \"--output\""
            + " flag",
        "preview                              | 2 | required flag(s) \"from\" not set",
        "preview --from . --once              | 2 | unknown flag: --once",
        "explain policy --nonsense            | 2 | unknown flag: --nonsense",
        "get images nonsense                  | 1 | unknown command \"nonsense\"",
        "get images all --nonsense            | 1 | unknown flag: --nonsense",
        "reconcile image repository           | 1 | ImageRepository name is required",
        "reconcile image repository web --x   | 1 | unknown flag: --x",
        "reconcile image policy web           | 1 | no process runs this state folder",
        "reconcile image policy nobody        | 1 | ImagePolicy object 'nobody' not found in",
        "reconcile image policy UPPER         | 1 | 'flux-system/UPPER' is not the name of",
        "reconcile image policy web --timeout soon | 1 | invalid argument \"soon\" for",
        "run --from /nowhere --once           | 1 | read manifests from /nowhere: no such folder",
        "run --from ssh://host/x --once       | 1 | ",
        "explain policy nobody                | 1 | ",
      })
  void saysInOneLineWhatIsWrongWithACommand(String command, int code, String start) {
    Outcome outcome = lab.freshet(command.split(" "));

    assertThat(outcome.errorLines())
        .singleElement()
        .asString()
        .startsWith("✗ " + (start == null ? "" : start));
    assertThat(outcome.code()).isEqualTo(code);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void reconcilesNothingThatIsSuspended() {
    lab.edit("web-policy.yaml", "spec:", "spec:\n  suspend: true");
    lab.runOnce();

    Outcome outcome = lab.freshet("reconcile", "image", "policy", "web");

    assertThat(outcome.err()).isEqualTo("✗ resource is suspended\n");
  }
}
