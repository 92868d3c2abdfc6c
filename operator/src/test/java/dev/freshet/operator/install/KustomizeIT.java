package dev.freshet.operator.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.testkit.kube.ControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/} as a kustomize base, through the real kustomize. */
class KustomizeIT {
  private static ControlPlane plane;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    plane = ControlPlane.start();
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @Test
  void rendersWhatFreshetInstallApplies() {
    List<ObjectNode> rendered = Samples.documents(plane.kubectl("kustomize", deploy().toString()));

    assertThat(rendered)
        .containsExactlyInAnyOrderElementsOf(
            Components.asPacked().stream().map(Component::manifest).toList());
  }

  @Test
  void isTakenByTheApiServerAsItIs() {
    String applied =
        plane.kubectl("apply", "--server-side", "--validate=strict", "-k", deploy().toString());

    assertThat(applied.lines()).hasSameSizeAs(Components.asPacked());
  }

  @Test
  void itsNamespaceAdmitsItsPodAndNoneWithMoreRights() throws IOException {
    plane.kubectl("apply", "--server-side", "-k", deploy().toString());
    ObjectNode pod = pod();
    ObjectNode root = pod.deepCopy();
    ((ObjectNode) root.at("/spec/containers/0/securityContext")).put("runAsNonRoot", false);

    assertThat(plane.kubectl("create", "--dry-run=server", "-f", written(pod)))
        .contains("pod/freshet created");
    assertThatThrownBy(() -> plane.kubectl("create", "--dry-run=server", "-f", written(root)))
        .hasMessageContaining("violates PodSecurity \"restricted:latest\"");
  }

  @Test
  void everyVolumeAndTheContainerHaveABound() {
    JsonNode spec = deployment().at("/spec/template/spec");

    assertThat(spec.path("volumes"))
        .isNotEmpty()
        .allSatisfy(
            volume -> assertThat(volume.at("/emptyDir/sizeLimit").asText()).matches("\\d+Gi"));
    assertThat(spec.path("containers"))
        .allSatisfy(container ->
            assertThat(container.at("/resources/limits").properties())
                .extracting(Map.Entry::getKey)
                .contains("cpu", "memory", "ephemeral-storage"));
  }

  /** As the Deployment's controller, of which there is none here, would make it. */
  private static ObjectNode pod() {
    ObjectNode pod = Samples.JSON.createObjectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata").put("name", "freshet").put("namespace", "flux-system");
    pod.set("spec", deployment().at("/spec/template/spec"));
    return pod;
  }

  private static ObjectNode deployment() {
    return Components.asPacked().stream()
        .filter(Component::isRollout)
        .findFirst()
        .orElseThrow()
        .manifest();
  }

  private String written(ObjectNode object) throws IOException {
    return Files.writeString(folder.resolve("object.json"), object.toString()).toString();
  }

  /** As the guide adds flags to Flux's controllers. */
  @Test
  void takesAnotherNamespaceAnotherImageAndMoreFlags() throws IOException {
    Files.writeString(
        folder.resolve("kustomization.yaml"),
        """
        namespace: images
        resources: [%s]
        images:
          - name: ghcr.io/freshet-dev/freshet
            newName: registry.example.com/freshet
            newTag: "1"
        patches:
          - target: {group: apps, version: v1, kind: Deployment, name: freshet}
            patch: |-
              - op: add
                path: /spec/template/spec/containers/0/args/-
                value: --aws-autologin-for-ecr
        """
            .formatted(folder.toRealPath().relativize(deploy().toRealPath())));

    List<ObjectNode> rendered = Samples.documents(plane.kubectl("kustomize", folder.toString()));

    JsonNode deployment =
        rendered.stream()
            .filter(object -> object.path("kind").asText().equals("Deployment"))
            .findFirst()
            .orElseThrow();
    assertThat(deployment.at("/metadata/namespace").asText()).isEqualTo("images");
    JsonNode container = deployment.at("/spec/template/spec/containers/0");
    assertThat(container.path("image").asText()).isEqualTo("registry.example.com/freshet:1");
    assertThat(container.path("args").get(container.path("args").size() - 1).asText())
        .isEqualTo("--aws-autologin-for-ecr");
    assertThat(rendered)
        .filteredOn(object -> object.path("kind").asText().equals("ClusterRoleBinding"))
        .extracting(object -> object.at("/subjects/0/namespace").asText())
        .containsExactly("images");
  }

  private static Path deploy() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(candidate -> Files.exists(candidate.resolve("Makefile")))
        .findFirst()
        .orElseThrow()
        .resolve("deploy");
  }
}
