package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.testkit.hostile.HostileGitServer;
import dev.freshet.testkit.hostile.HostileRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects go when they are deleted, whatever their servers are about. */
class DeletionIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A small part of what each server may take. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String TENANT = "tenant";
  private static final List<HostileGitServer.Fault> WITHOUT_END =
      List.of(
          HostileGitServer.Fault.ADVERTISEMENT_HANGS,
          HostileGitServer.Fault.ADVERTISEMENT_DRIPS,
          HostileGitServer.Fault.LIST_DRIPS,
          HostileGitServer.Fault.FETCH_HANGS,
          HostileGitServer.Fault.FETCH_DRIPPING_OBJECT);

  private final List<String> manifests = new ArrayList<>();
  private final List<String> paths = new ArrayList<>();

  @Test
  void doesNotWaitForAServerThatNeverEndsItsAnswer(@TempDir Path folder) {
    try (var surroundings = new Surroundings(folder);
        var git = HostileGitServer.start();
        var registry = HostileRegistry.start();
        var operator = surroundings.operator("operator")) {
      surroundings.namespace(TENANT);
      surroundings.namespace("bystander");
      Fleet bystander =
          Fleet.named("bystander", surroundings).in("bystander").scannedEvery("10s").create();
      bystander.awaitReady();
      WITHOUT_END.forEach(fault -> declare(fault, git));
      declare(registry);
      surroundings.plane.apply(String.join("---\n", manifests));
      await("all are being worked on")
          .atMost(PATIENCE)
          .until(() -> paths.stream().allMatch(path -> isUnderWay(surroundings.get(path))));

      surroundings.plane.kubectl("delete", "namespace", TENANT, "--wait=false");
      for (String kind :
          List.of("gitrepositories", "imageupdateautomations", "imagerepositories")) {
        surroundings.plane.kubectl("delete", kind, "--all", "-n", TENANT, "--wait=false");
      }

      await("all are gone")
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(paths)
                  .allSatisfy(path ->
                      assertThat(surroundings.get(path).isMissingNode()).as(path).isTrue()));
      surroundings.registry.push("bystander-0", "1.1.0");
      bystander.awaitDeployed("1.1.0");
      assertThat(operator.log()).noneMatch(line -> line.contains("defect of Freshet"));
    }
  }

  private static boolean isUnderWay(JsonNode object) {
    return object.at("/metadata/finalizers").isArray()
        && object
            .at("/status/conditions")
            .valueStream()
            .anyMatch(condition ->
                condition.path("type").asText().equals("Reconciling")
                    && condition.path("status").asText().equals("True"));
  }

  private void declare(HostileGitServer.Fault fault, HostileGitServer git) {
    String name = fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    manifests.add(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: %1$s, namespace: %2$s}
        spec: {url: "%3$s", ref: {branch: main}, interval: 1m, timeout: 60m}
        ---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata: {name: %1$s, namespace: %2$s}
        spec:
          interval: 1m
          sourceRef: {kind: GitRepository, name: %1$s}
          git:
            commit: {author: {email: bot@example.com}}
          update: {path: ./, strategy: Setters}
        """
            .formatted(name, TENANT, git.url(fault)));
    paths.add(path("source", "gitrepositories", name));
    paths.add(path("image", "imageupdateautomations", name));
  }

  private void declare(HostileRegistry registry) {
    manifests.add(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: image, namespace: %s}
        spec: {image: "%s", interval: 1m, timeout: 60m}
        """
            .formatted(TENANT, registry.image(HostileRegistry.Fault.HANG)));
    paths.add(path("image", "imagerepositories", "image"));
  }

  private static String path(String group, String plural, String name) {
    return "/apis/%s.toolkit.fluxcd.io/v1/namespaces/%s/%s/%s"
        .formatted(group, TENANT, plural, name);
  }
}
