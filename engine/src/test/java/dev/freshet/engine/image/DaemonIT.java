package dev.freshet.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.engine.state.ReconcileRequests.Request;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.git.ServedRepository;
import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectKey REPOSITORY = new ObjectKey(ImageRepository.KIND, Lab.name("app"));

  @TempDir private Path folder;
  private Lab lab;
  private GitHttpServer git;
  private ServedRepository app;

  @BeforeEach
  void serve() {
    lab = new Lab(folder);
    git = GitHttpServer.startIn(folder, "git");
    lab.registry.push("app", "1.0.0", "1.0.1");
    app = git.create("app", Map.of("app.yaml", marked("app", "1.0.0")));
    lab.declareApp(Lab.semver("1.x"));
    lab.declareAutomation(app.url(), "");
  }

  @AfterEach
  void stop() {
    lab.close();
    git.close();
  }

  @Test
  void pushesOneCommitForOneRoundOfNewTags() {
    StringBuilder files = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      String name = "app" + i;
      lab.registry.push(name, "1.0.0", "1.0.1");
      lab.declare(
          name,
          """
          apiVersion: image.toolkit.fluxcd.io/v1
          kind: ImageRepository
          metadata: {name: %s}
          spec: {image: %s, interval: 1m}
          ---
          apiVersion: image.toolkit.fluxcd.io/v1
          kind: ImagePolicy
          metadata: {name: %s}
          spec: {imageRepositoryRef: {name: %s}, policy: {semver: {range: 1.x}}}
          """
              .formatted(name, lab.registry.image(name), name, name));
      files.append(marked(name, "1.0.0")).append("---\n");
    }
    app.commit("main", Map.of("more.yaml", files.toString()));

    try (var _ = lab.daemon()) {
      await()
          .atMost(PATIENCE)
          .until(() ->
              app.file("main", "more.yaml").equals(files.toString().replace("1.0.0", "1.0.1")));
    }

    assertThat(app.log("main", "%h")).hasSize(3);
    assertThat(git.pushes()).isEqualTo(1);
  }

  @Test
  void answersARequestWithItsToken() {
    try (var daemon = lab.daemon()) {
      daemon.ask(new Request(REPOSITORY, "token"));

      await()
          .atMost(PATIENCE)
          .until(() -> lab.repository().lastHandledReconcileAt().equals("token"));
    }
  }

  @Test
  void passesOverARequestForNobody() {
    try (var daemon = lab.daemon()) {
      daemon.ask(new Request(new ObjectKey(ImagePolicy.KIND, Lab.name("nobody")), "token"));

      await().atMost(PATIENCE).until(() -> app.log("main", "%h").size() == 2);
    }
  }

  @Test
  void triesAgainAfterAFailure() {
    lab.registry.fail(Place.page(1), Fault.status(404), Fault.status(404));

    try (var _ = lab.daemon()) {
      await().atMost(PATIENCE).until(() -> app.log("main", "%h").size() == 2);
    }

    assertThat(lab.registry.received(Place.page(1))).hasSize(3);
  }

  @Test
  void followsAManifestThatChanged() {
    try (var daemon = lab.daemon()) {
      await().atMost(PATIENCE).until(() -> app.log("main", "%h").size() == 2);
      lab.declarePolicy(Lab.semver("1.0.0"));

      daemon.use(lab.objects());

      await()
          .atMost(PATIENCE)
          .until(() -> app.file("main", "app.yaml").equals(marked("app", "1.0.0")));
    }
  }

  private String marked(String policy, String tag) {
    return "kind: Deployment\nimage: %s:%s # {\"$imagepolicy\": \"default:%s\"}\n"
        .formatted(lab.registry.image(policy), tag, policy);
  }
}
