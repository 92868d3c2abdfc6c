package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.git.ServedRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code preview}: what {@code run} would push, and nothing else happens. */
class PreviewIT {
  @TempDir private Path folder;
  private Lab lab;
  private ServedRepository app;

  @BeforeEach
  void startServers() {
    lab = new Lab(folder);
    app = lab.app("web");
  }

  @AfterEach
  void stopServers() {
    lab.close();
  }

  @Test
  void showsTheMessageAndTheDiffOfTheCommit() {
    Outcome preview = lab.preview();

    assertThat(preview.code()).isZero();
    assertThat(preview.err()).isEmpty();
    assertThat(preview.out())
        .startsWith("ImageUpdateAutomation flux-system/web: would commit\n\n    ")
        .contains(lab.image("web") + ":1.0.0 -> " + lab.image("web") + ":1.0.1\n")
        .contains("--- a/app.yaml\n+++ b/app.yaml\n");
  }

  @Test
  void leavesTheStateFolderAsItWasToTheByte() {
    lab.runOnce();
    lab.registry.push("apps/web", "1.0.2");
    app.commit("main", Map.of("note.txt", "another commit to fetch"));
    Map<String, Integer> before = contents(lab.state);

    Outcome preview = lab.preview();

    assertThat(preview.out()).contains(":1.0.2");
    assertThat(contents(lab.state)).isEqualTo(before);
  }

  @Test
  void leavesTheRemoteAsItWas() {
    String before = app.git("for-each-ref");

    lab.preview();

    assertThat(app.git("for-each-ref")).isEqualTo(before);
    assertThat(lab.git.pushes()).isZero();
  }

  @Test
  void doesNotMakeAStateFolder() {
    lab.preview();

    assertThat(lab.state).doesNotExist();
  }

  @Test
  void printsADiffThatGitApplies() throws IOException, InterruptedException {
    String preview = lab.preview().out();
    Path patch =
        Files.writeString(
            folder.resolve("patch"), preview.substring(preview.indexOf("diff --git")));
    Path clone = folder.resolve("clone");
    app.git("clone", "-q", app.directory().toString(), clone.toString());

    Process apply =
        new ProcessBuilder("git", "apply", "--check", patch.toString())
            .directory(clone.toFile())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(apply.getInputStream().readAllBytes())).isEmpty();
    assertThat(apply.waitFor()).isZero();
  }

  @Test
  void endsWithThreeWhileChangesArePendingAndOnlyWhenAsked() {
    int pending = lab.preview("--exit-code").code();
    int notAsked = lab.preview().code();
    lab.runOnce();
    int done = lab.preview("--exit-code").code();

    assertThat(new int[] {pending, notAsked, done}).containsExactly(3, 0, 0);
  }

  @Test
  void endsWithOneWhenAnObjectFailsAndShowsTheRest() {
    lab.app("bad");
    lab.edit("bad-git.yaml", "branch: main", "branch: trunk");

    Outcome preview = lab.preview("--exit-code");

    assertThat(preview.code()).isEqualTo(1);
    assertThat(preview.errorLines()).singleElement().asString().contains("refs/heads/trunk");
    assertThat(preview.out()).contains("ImageUpdateAutomation flux-system/web: would commit");
  }

  @Test
  void printsTheSameAsJson() throws IOException {
    JsonNode one =
        new ObjectMapper().readTree(lab.preview("-o", "json").out()).at("/automations/0");

    assertThat(one.path("name").asText()).isEqualTo("web");
    assertThat(one.path("message").asText()).endsWith(":1.0.1");
    assertThat(one.at("/files/0/path").asText()).isEqualTo("app.yaml");
    assertThat(one.at("/files/0/changes/0/setter").asText()).isEqualTo("flux-system:web");
    assertThat(one.at("/files/0/changes/0/old").asText()).endsWith(":1.0.0");
    assertThat(one.at("/files/0/diff").asText()).contains("+++ b/app.yaml");
  }

  private static Map<String, Integer> contents(Path root) {
    Map<String, Integer> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return contents;
  }
}
