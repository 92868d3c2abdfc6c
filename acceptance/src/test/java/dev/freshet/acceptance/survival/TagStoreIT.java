package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The stored tags of a running operator cannot be read or written any more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TagStoreIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String KINDS =
      "/apis/image.toolkit.fluxcd.io/v1/namespaces/" + Surroundings.NAMESPACE;
  private static final String REPOSITORY = KINDS + "/imagerepositories/app";
  private static final String POLICY = KINDS + "/imagepolicies/app";

  private Path storage;
  private Surroundings surroundings;
  private OperatorProcess operator;

  @BeforeAll
  void startTheOperator(@TempDir Path folder) {
    storage = folder.resolve("operator/storage");
    surroundings = new Surroundings(folder);
    surroundings.registry.push("app", "1.0.0");
    surroundings.plane.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: app, namespace: flux-system}
        spec: {image: "%s", interval: 1h}
        ---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata: {name: app, namespace: flux-system}
        spec:
          imageRepositoryRef: {name: app}
          policy: {semver: {range: 1.x}}
        """
            .formatted(surroundings.registry.image("app")));
    operator = surroundings.operator("operator");
  }

  @AfterAll
  void stopTheOperator() {
    operator.close();
    surroundings.close();
  }

  @Test
  void tellsThatItCannotBeUsedAndRecovers() throws IOException {
    awaitReady(REPOSITORY, "True", "Succeeded", "successful scan: ");
    awaitReady(POLICY, "True", "Succeeded", "Latest image tag for ");

    List<Path> broken = replaceTagsByFolders();
    request(POLICY, "while broken");
    awaitReady(POLICY, "False", "Failure", "failed to read tags from database: ");
    surroundings.patch(REPOSITORY, "{\"spec\":{\"timeout\":\"30s\"}}");
    awaitReady(REPOSITORY, "False", "Failure", "failed to determine if it's scan time: ");
    request(REPOSITORY, "while broken");
    awaitEvent(
        "scan failed: failed to set tags for \"%s\": "
            .formatted(surroundings.registry.image("app")));

    for (Path folder : broken) {
      Files.delete(folder);
    }
    request(REPOSITORY, "mended");
    awaitReady(REPOSITORY, "True", "Succeeded", "successful scan: ");
    request(POLICY, "mended");
    awaitReady(POLICY, "True", "Succeeded", "Latest image tag for ");
  }

  /** A folder can neither be read nor replaced as a file, not even by root. */
  private List<Path> replaceTagsByFolders() throws IOException {
    try (Stream<Path> files = Files.walk(storage)) {
      List<Path> tags = files.filter(file -> file.toString().endsWith(".tags")).toList();
      assertThat(tags).isNotEmpty();
      for (Path file : tags) {
        Files.delete(file);
        Files.createDirectories(file);
      }
      return tags;
    }
  }

  private void request(String path, String token) {
    surroundings.patch(
        path,
        """
        {"metadata":{"annotations":{"reconcile.fluxcd.io/requestedAt":"%s"}}}\
        """
            .formatted(token));
  }

  private void awaitReady(String path, String status, String reason, String message) {
    await(reason + ": " + message)
        .atMost(PATIENCE)
        .untilAsserted(() -> {
          JsonNode ready = ready(surroundings.get(path));
          assertThat(ready.path("message").asText()).startsWith(message);
          assertThat(ready.path("reason").asText()).isEqualTo(reason);
          assertThat(ready.path("status").asText()).isEqualTo(status);
        });
  }

  /** The runs after it, which no request asks for, put another message into the status. */
  private void awaitEvent(String message) {
    await(message)
        .atMost(PATIENCE)
        .until(() ->
            surroundings
                .get("/api/v1/namespaces/" + Surroundings.NAMESPACE + "/events")
                .path("items")
                .valueStream()
                .filter(event -> event.path("reason").asText().equals("ReadOperationFailed"))
                .anyMatch(event -> event.path("message").asText().startsWith(message)));
  }

  private static JsonNode ready(JsonNode object) {
    return object
        .at("/status/conditions")
        .valueStream()
        .filter(condition -> condition.path("type").asText().equals("Ready"))
        .findFirst()
        .orElse(object.at("/nowhere"));
  }
}
