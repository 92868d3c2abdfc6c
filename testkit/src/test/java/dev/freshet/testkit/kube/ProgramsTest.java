package dev.freshet.testkit.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
  @TempDir Path folder;

  @Test
  void liesInTheCacheOfTheUserUnderTheirVersions() {
    var programs = Programs.of(Map.of("HOME", "/home/anna"));

    assertThat(programs.folder().toString())
        .matches("/home/anna/\\.cache/freshet/control-plane/v1\\.[0-9.]+-etcd-v3\\.[0-9.]+");
  }

  @Test
  void liesInAnotherCacheWhenTheUserHasOne() {
    var programs = Programs.of(Map.of("HOME", "/home/anna", "XDG_CACHE_HOME", "/cache"));

    assertThat(programs.folder().toString()).startsWith("/cache/freshet/control-plane/v1.");
  }

  @Test
  void takesThoseOfEnvtestWhenTheyAreNamed() throws IOException {
    Path etcd = program(folder, "etcd");
    Path apiServer = program(folder, "kube-apiserver");
    Path kubectl = program(folder, "kubectl");

    var programs = Programs.of(Map.of("KUBEBUILDER_ASSETS", folder.toString()));

    assertThat(programs.areThere()).isTrue();
    assertThat(programs.etcd()).isEqualTo(etcd);
    assertThat(programs.apiServer()).isEqualTo(apiServer);
    assertThat(programs.kubectl()).isEqualTo(kubectl);
  }

  @Test
  void takesTheMachinesOwnKubectlWhenNoneWasBuilt() throws IOException {
    Path assets = Files.createDirectory(folder.resolve("assets"));
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path kubectl = program(bin, "kubectl");

    var programs =
        Programs.of(Map.of("KUBEBUILDER_ASSETS", assets.toString(), "PATH", "/nowhere::" + bin));

    assertThat(programs.kubectl()).isEqualTo(kubectl);
    assertThat(programs.areThere()).isFalse();
  }

  @Test
  void tellsWhereItLookedAndWhatToDo() {
    var programs = Programs.of(Map.of("KUBEBUILDER_ASSETS", folder.toString()));

    assertThatThrownBy(programs::apiServer)
        .hasMessage("kube-apiserver is not in %s: run make parts", folder);
  }

  private static Path program(Path folder, String name) throws IOException {
    Path program = Files.createFile(folder.resolve(name));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }
}
