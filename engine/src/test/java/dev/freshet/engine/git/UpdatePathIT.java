package dev.freshet.engine.git;

import static dev.freshet.engine.git.Fixture.MAIN;
import static dev.freshet.engine.git.Fixture.manifest;
import static dev.freshet.engine.git.Fixture.request;
import static dev.freshet.engine.git.Fixture.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.plan.ManifestFile;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.failure.GitException.Problem;
import dev.freshet.engine.git.tree.RepositoryFile;
import dev.freshet.testkit.git.ServedRepository;
import dev.freshet.testkit.git.ServedRepository.Entry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdatePathIT extends GitServerCase {
  private static final String OLD = manifest("app:1", "ns:p");
  private static final String NEW = manifest("app:2", "ns:p");

  private ServedRepository served(Map<String, Entry> entries) {
    ServedRepository served = server.create("fleet");
    served.commitEntries("main", entries);
    return served;
  }

  private void update(ServedRepository served, String path) {
    mirror(served).update(request("main", path, setting("ns:p", "app:2")));
  }

  private List<String> files(ServedRepository served, String path) {
    return mirror(served).snapshot(MAIN, "main", path).files().stream()
        .map(ManifestFile::path)
        .toList();
  }

  @Test
  void tellsFilesApartWhoseNamesAreNoUtf8() {
    String other = manifest("app:1", "ns:other");
    ServedRepository served =
        served(
            Map.of(
                "\"lat\\350n.yaml\"", Entry.file(other),
                "\"lat\\351n.yaml\"", Entry.file(OLD),
                "\"\\350/a.yaml\"", Entry.file(other),
                "\"\\351/a.yaml\"", Entry.file(OLD)));

    update(served, ".");

    assertThat(served.changedPaths("main"))
        .containsExactly("\"lat\\351n.yaml\"", "\"\\351/a.yaml\"");
  }

  @Test
  void leavesFilesOutsideThePathAlone() {
    ServedRepository served =
        served(Map.of("yes/a.yaml", Entry.file(OLD), "no/a.yaml", Entry.file(OLD)));

    update(served, "./yes");

    assertThat(served.changedPaths("main")).containsExactly("yes/a.yaml");
  }

  @Test
  void looksIntoYamlYmlAndKustomizationAndHiddenDirectories() {
    ServedRepository served =
        served(
            Map.of(
                ".hidden/.a.yaml", Entry.file(OLD),
                "b.yml", Entry.file(OLD),
                "Kustomization", Entry.file(OLD),
                "c.YAML", Entry.file(OLD),
                "kustomization", Entry.file(OLD),
                "d.json", Entry.file(OLD),
                "e.yaml", Entry.file("a: 1\n")));

    assertThat(files(served, "."))
        .containsExactlyInAnyOrder(".hidden/.a.yaml", "b.yml", "Kustomization");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy/a.yaml", "./deploy/a.yaml", "../deploy/a.yaml"})
  void acceptsThePathOfAFile(String path) {
    ServedRepository served =
        served(Map.of("deploy/a.yaml", Entry.file(OLD), "deploy/b.yaml", Entry.file(OLD)));

    update(served, path);

    assertThat(served.changedPaths("main")).containsExactly("deploy/a.yaml");
  }

  @Test
  void namesThePathThatIsNotThere() {
    ServedRepository served = served(Map.of("a.yaml", Entry.file(OLD)));

    assertThatThrownBy(() -> update(served, "./missing"))
        .isInstanceOfSatisfying(
            GitException.class,
            failure -> assertThat(failure.problem()).isEqualTo(Problem.NO_SUCH_PATH))
        .hasMessage("lstat missing: no such file or" + " directory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc", "/etc", "a/../../../etc", "out", "a/up"})
  void cannotLeaveTheRepository(String path) {
    ServedRepository served =
        served(
            Map.of(
                "a/b.yaml", Entry.file(OLD),
                "out", Entry.link("/etc"),
                "a/up", Entry.link("../../../etc")));

    assertThatThrownBy(() -> update(served, path)).hasMessageContaining("lstat ");
  }

  @Test
  void treatsTheRootAsTheTopOfTheWorld() {
    ServedRepository served = served(Map.of("etc/a.yaml", Entry.file(OLD)));

    update(served, "../../etc");

    assertThat(served.changedPaths("main")).containsExactly("etc/a.yaml");
  }

  @Test
  void followsALinkInThePathItself() {
    ServedRepository served =
        served(Map.of("real/a.yaml", Entry.file(OLD), "link", Entry.link("real")));

    update(served, "link");

    assertThat(served.changedPaths("main")).containsExactly("real/a.yaml");
  }

  @Test
  void editsTheTargetOfALinkOnce() {
    ServedRepository served =
        served(
            Map.of(
                "apps/a.yaml", Entry.file(OLD),
                "apps/again.yaml", Entry.link("a.yaml"),
                "apps/more.yaml", Entry.link("../common/b.txt"),
                "common/b.txt", Entry.file(OLD)));

    update(served, "apps");

    assertThat(served.changedPaths("main")).containsExactly("apps/a.yaml", "common/b.txt");
    assertThat(served.mode("main", "apps/again.yaml")).isEqualTo("120000");
    assertThat(served.file("main", "common/b.txt")).isEqualTo(NEW);
  }

  @Test
  void skipsLinksThatLeadNowhereOutsideOrToDirectories() {
    ServedRepository served =
        served(
            Map.of(
                "dir/a.yaml", Entry.file(OLD),
                "apps/absolute.yaml", Entry.link("/etc/passwd"),
                "apps/outside.yaml", Entry.link("../../x.yaml"),
                "apps/dangling.yaml", Entry.link("gone.yaml"),
                "apps/directory.yaml", Entry.link("../dir"),
                "apps/dirlink", Entry.link("../dir"),
                "apps/loop.yaml", Entry.link("loop.yaml")));

    assertThat(files(served, "apps")).isEmpty();
  }

  @Test
  void keepsModes() {
    ServedRepository served =
        served(Map.of("run.yaml", Entry.executable(OLD), "plain.yaml", Entry.file(OLD)));

    update(served, ".");

    assertThat(served.mode("main", "run.yaml")).isEqualTo("100755");
    assertThat(served.mode("main", "plain.yaml")).isEqualTo("100644");
    assertThat(served.file("main", "run.yaml")).isEqualTo(NEW);
  }

  @Test
  void keepsEverythingElseInTheTree() {
    ServedRepository served =
        served(
            Map.of(
                "a/b/c/d.yaml", Entry.file(OLD),
                "a/b.txt", Entry.file("text"),
                "a-b/x", Entry.executable("x"),
                "a/b/ümlaut ☃.txt", Entry.file("snow")));
    String before = served.git("ls-tree", "-r", "main");

    update(served, ".");

    List<String> changed =
        served.git("ls-tree", "-r", "main").lines().filter(line -> !before.contains(line)).toList();
    assertThat(changed).hasSize(1).first().asString().endsWith("a/b/c/d.yaml");
    assertThat(served.fsck()).isEmpty();
  }

  @Test
  void readsTheFilesThatAreWanted() {
    ServedRepository served =
        served(
            Map.of(
                "clusters/a.yaml", Entry.file("a"),
                "clusters/b.txt", Entry.file("b"),
                "clusters/c.yaml", Entry.link("a.yaml"),
                "other/d.yaml", Entry.file("d")));

    List<RepositoryFile> files =
        mirror(served).files(MAIN, "clusters", path -> path.endsWith(".yaml"));

    assertThat(files)
        .extracting(RepositoryFile::path)
        .containsExactly("clusters/a.yaml", "clusters/c.yaml");
    assertThat(files)
        .extracting(file -> new String(file.content(), java.nio.charset.StandardCharsets.UTF_8))
        .containsExactly("a", "a");
  }
}
