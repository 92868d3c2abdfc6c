package dev.freshet.operator.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.core.InvalidInputException;
import dev.freshet.operator.install.InstallOptions.NetworkPolicy;
import dev.freshet.operator.install.InstallOptions.Watch;
import dev.freshet.operator.log.LogLevel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComponentsTest {
  private static final InstallOptions PLAIN =
      new InstallOptions(
          "flux-system",
          Optional.empty(),
          Optional.empty(),
          Watch.ALL_NAMESPACES,
          LogLevel.INFO,
          NetworkPolicy.INCLUDED,
          "cluster.local",
          List.of());

  private static final InstallOptions OTHER =
      new InstallOptions(
          "images",
          Optional.of("registry.example.com/freshet:1"),
          Optional.of("regcred"),
          Watch.OWN_NAMESPACE,
          LogLevel.DEBUG,
          NetworkPolicy.LEFT_OUT,
          "k8s.example.com",
          List.of("node.kubernetes.io/controllers", "spot"));

  @Test
  void withoutWishesAreThePackedFiles() {
    assertThat(Components.of(PLAIN)).isEqualTo(Components.asPacked());
  }

  @Test
  void beginWithWhatOthersNeed() {
    assertThat(Components.asPacked())
        .extracting(Component::toString)
        .containsExactly(
            "Namespace/flux-system",
            "CustomResourceDefinition/gitrepositories.source.toolkit.fluxcd.io",
            "CustomResourceDefinition/imagerepositories.image.toolkit.fluxcd.io",
            "CustomResourceDefinition/imagepolicies.image.toolkit.fluxcd.io",
            "CustomResourceDefinition/imageupdateautomations.image.toolkit.fluxcd.io",
            "ServiceAccount/flux-system/freshet",
            "ClusterRole/freshet-flux-system",
            "ClusterRoleBinding/freshet-flux-system",
            "Role/flux-system/freshet",
            "RoleBinding/flux-system/freshet",
            "ClusterRole/freshet-view-flux-system",
            "ClusterRole/freshet-edit-flux-system",
            "NetworkPolicy/flux-system/freshet",
            "Service/flux-system/source-controller",
            "Deployment/flux-system/freshet");
  }

  @Test
  void moveToAnotherNamespaceAsAWhole() {
    assertThat(Components.of(OTHER))
        .filteredOn(component -> !component.kind().equals("CustomResourceDefinition"))
        .allSatisfy(
            component -> assertThat(component.manifest().toString()).doesNotContain("flux-system"))
        .extracting(Component::toString)
        .contains(
            "Namespace/images",
            "ClusterRole/freshet-images",
            "Service/images/source-controller",
            "Deployment/images/freshet");
  }

  @Test
  void haveNoRightsElsewhereWhenTheyLookAtOneNamespace() {
    Component binding =
        Components.of(OTHER).stream()
            .filter(component -> component.name().equals("freshet-images"))
            .filter(component -> component.kind().endsWith("Binding"))
            .findFirst()
            .orElseThrow();

    assertThat(binding).hasToString("RoleBinding/images/freshet-images");
    assertThat(binding.manifest().at("/roleRef/kind").asText()).isEqualTo("ClusterRole");
    assertThat(binding.manifest().at("/subjects/0/namespace").asText()).isEqualTo("images");
  }

  @Test
  void leaveOutTheNetworkPolicyWhenAsked() {
    assertThat(Components.of(OTHER)).noneMatch(each -> each.kind().equals("NetworkPolicy"));
  }

  @Test
  void theDeploymentTakesTheOptions() {
    JsonNode pod =
        Components.of(OTHER).stream()
            .filter(Component::isRollout)
            .map(deployment -> deployment.manifest().at("/spec/template/spec"))
            .findFirst()
            .orElseThrow();

    assertThat(pod.at("/containers/0/image").asText()).isEqualTo("registry.example.com/freshet:1");
    assertThat(pod.at("/imagePullSecrets/0/name").asText()).isEqualTo("regcred");
    assertThat(pod.at("/tolerations"))
        .extracting(toleration -> toleration.path("key").asText())
        .containsExactly("node.kubernetes.io/controllers", "spot");
    assertThat(pod.at("/containers/0/args"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "operator",
            "--events-addr=http://notification-controller.$(RUNTIME_NAMESPACE).svc.k8s.example.com./",
            "--watch-all-namespaces=false",
            "--log-level=debug",
            "--log-encoding=json",
            "--enable-leader-election",
            "--storage-path=/data",
            "--storage-adv-addr=source-controller.$(RUNTIME_NAMESPACE).svc.k8s.example.com.");
  }

  /** {@code flux logs}, {@code flux check} and {@code flux version} look for it. */
  @Test
  void theDeploymentIsToldToBeAPartOfFlux() {
    assertThat(Components.asPacked())
        .filteredOn(Component::isRollout)
        .extracting(one -> one.manifest().at("/metadata/labels/app.kubernetes.io~1part-of").asText())
        .containsExactly("flux");
  }

  @Test
  void printAsYamlThatReadsBackTheSame() {
    List<Component> components = Components.of(OTHER);

    List<Component> read =
        Samples.documents(Components.yaml(components)).stream().map(Component::new).toList();

    assertThat(read).isEqualTo(components);
  }

  @Test
  void everyContainerIsRestricted() {
    assertThat(Components.asPacked())
        .filteredOn(Component::isRollout)
        .isNotEmpty()
        .allSatisfy(deployment -> {
          JsonNode context =
              deployment.manifest().at("/spec/template/spec/containers/0/securityContext");
          assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
          assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
          assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
          assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
          assertThat(context.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        });
  }

  /** Nothing may be granted by a wildcard, and nothing that hands out further rights. */
  @Test
  void rolesNameWhatTheyGrant() {
    String granted =
        Components.asPacked().stream()
            .filter(component -> component.kind().endsWith("Role"))
            .map(component -> component.manifest().path("rules").toString())
            .collect(Collectors.joining());

    assertThat(granted)
        .contains("imagepolicies/status")
        .doesNotContain("*", "rbac.authorization.k8s.io", "escalate", "impersonate");
  }

  @Test
  void refuseWhatIsNoImageAndNoDomain() {
    assertThatThrownBy(() -> with("a b", "cluster.local"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("'a b' is not the name of an image");
    assertThatThrownBy(() -> with("app", "a..b"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("'a..b' is not a domain");
  }

  private static InstallOptions with(String image, String domain) {
    return new InstallOptions(
        "flux-system",
        Optional.of(image),
        Optional.empty(),
        Watch.ALL_NAMESPACES,
        LogLevel.INFO,
        NetworkPolicy.INCLUDED,
        domain,
        List.of());
  }
}
