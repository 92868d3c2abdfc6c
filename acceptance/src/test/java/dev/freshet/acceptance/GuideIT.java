package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import dev.freshet.testkit.registry.DockerRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guide's podinfo manifests and the GitRepository that bootstrap writes, on a docker-registry
 * and a Git server: only the hosts differ from the guide.
 */
class GuideIT {
  private static final String FOLDER = "clusters/my-cluster/";

  @TempDir private Path folder;
  private DockerRegistry registry;
  private GitHttpServer git;
  private ServedRepository fleet;

  @BeforeEach
  void followTheGuideToTheAutomation() throws IOException {
    registry = DockerRegistry.start(DockerRegistry.Options.OPEN);
    for (String tag : List.of("4.0.6", "5.0.0", "5.0.1", "5.0.3", "5.1.0", "latest")) {
      registry.push("stefanprodan/podinfo", tag);
    }
    git = GitHttpServer.startIn(folder, "git").requireBasic("git", "the-token");
    fleet = git.create("flux-image-updates");
    Map<String, String> files = new TreeMap<>();
    files.put(FOLDER + "flux-system/gotk-sync.yaml", guide("gotk-sync.yaml"));
    for (String file : List.of("deployment", "registry", "policy")) {
      files.put(FOLDER + "podinfo-" + file + ".yaml", guide("podinfo-" + file + ".yaml"));
    }
    files.put(FOLDER + "flux-system-automation.yaml", guide("flux-system-automation.yaml"));
    fleet.commit("main", files);
    for (var file : files.entrySet()) {
      write("clone/" + file.getKey(), file.getValue());
    }
    write("secrets/flux-system.yaml", Declared.gitSecret("flux-system", "git", "the-token"));
  }

  @AfterEach
  void stopServers() {
    registry.close();
    git.close();
  }

  @Test
  void endsInACommitWhoseOnlyChangeIsTheTag() {
    Outcome outcome = run();

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(fleet.git("diff", "--numstat", "main~1", "main").strip())
        .isEqualTo("1\t1\t" + FOLDER + "podinfo-deployment.yaml");
    assertThat(fleet.file("main", FOLDER + "podinfo-deployment.yaml"))
        .isEqualTo(guide("podinfo-deployment.yaml").replace("podinfo:5.0.0", "podinfo:5.0.3"));
    assertThat(fleet.git("log", "-1", "--format=%an <%ae>|%cn <%ce>|%B", "main").strip())
        .isEqualTo(
            "fluxcdbot <fluxcdbot@users.noreply.github.com>|fluxcdbot"
                + " <fluxcdbot@users.noreply.github.com>|"
                + registry.image("stefanprodan/podinfo:5.0.3"));
  }

  @Test
  void tellsWhatItScannedSelectedAndPushed() {
    Outcome outcome = run();

    assertThat(outcome.out())
        .contains("✔ ImageRepository flux-system/podinfo: successful scan: found 6 tags with")
        .contains(
            "✔ ImagePolicy flux-system/podinfo: Latest image tag for %s resolved to 5.0.3"
                .formatted(registry.image("stefanprodan/podinfo")))
        .contains("✔ ImageUpdateAutomation flux-system/flux-system: pushed commit '")
        .doesNotContain("the-token");
  }

  @Test
  void changesNothingTheSecondTime() {
    run();
    String head = fleet.head("main");

    Outcome second = run();

    assertThat(second.code()).isZero();
    assertThat(fleet.head("main")).isEqualTo(head);
  }

  private Outcome run() {
    return Freshet.run(
        folder,
        "run",
        "--once",
        "--from",
        folder.resolve("clone").toString(),
        "--secrets",
        folder.resolve("secrets").toString(),
        "--state",
        folder.resolve("state").toString());
  }

  /** A manifest of the guide with the hosts of this test. */
  private String guide(String file) {
    try (InputStream stream = GuideIT.class.getResourceAsStream("/guide/" + file)) {
      return new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8)
          .replace("ghcr.io", registry.host())
          .replace("https://github.com/owner/flux-image-updates.git", fleet.url());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void write(String file, String content) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
