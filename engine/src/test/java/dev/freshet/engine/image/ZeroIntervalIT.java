package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.kind.ObjectKey;
import dev.freshet.engine.reconcile.Run;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An interval of zero, which the schemas allow, means no run of its own accord. */
class ZeroIntervalIT {
  private static final String SOURCE =
      """
      apiVersion: source.toolkit.fluxcd.io/v1
      kind: GitRepository
      metadata: {name: fleet}
      spec: {interval: 0s, url: '%s', ref: {branch: main}}
      """;
  private static final String OBJECTS =
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageRepository
      metadata: {name: app}
      spec: {interval: 0s, image: '%s'}
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata: {name: app}
      spec: {imageRepositoryRef: {name: app}, policy: {semver: {range: 1.x}}}
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageUpdateAutomation
      metadata: {name: app}
      spec:
        interval: 0s
        sourceRef: {kind: GitRepository, name: fleet}
        git: {commit: {author: {email: bot@example.com}}}
      ---
      """
          + SOURCE;

  @TempDir private Path folder;

  @Test
  void runsNoImageObjectAgain() {
    try (var lab = new Lab(folder);
        var git = GitHttpServer.startIn(folder, "git")) {
      ServedRepository app = git.create("app", Map.of("app.yaml", "kind: ConfigMap\n"));
      lab.registry.push("app", "1.0.0");
      lab.declare("objects", OBJECTS.formatted(lab.image(), app.url()));

      Map<ObjectKey, Run> runs = lab.run();

      assertThat(runs)
          .hasSize(3)
          .allSatisfy((_, run) -> {
            assertThat(run.result()).isEqualTo(Run.Result.SUCCEEDED);
            assertThat(run.next()).isEmpty();
          });
    }
  }
}
