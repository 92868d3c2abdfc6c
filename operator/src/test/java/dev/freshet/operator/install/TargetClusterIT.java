package dev.freshet.operator.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.AutomationException;
import dev.freshet.operator.install.TargetCluster.Change;
import dev.freshet.operator.server.ClusterOptions;
import dev.freshet.testkit.kube.ControlPlane;
import dev.freshet.testkit.kube.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything that is packed, applied to a real API server. */
class TargetClusterIT {
  private static final String ACCOUNT = "system:serviceaccount:flux-system:freshet";
  private static final Duration SHORT = Duration.ofMillis(300);

  private final ControlPlane plane = ControlPlane.start(User.named(ACCOUNT));
  private final TargetCluster target =
      TargetCluster.of(
          new ClusterOptions(Optional.of(plane.kubeconfig(User.ADMIN)), Optional.empty(), "test"));

  @AfterEach
  void stop() {
    target.close();
    plane.close();
  }

  @Test
  void takesEverythingOnceAndThenLeavesItAlone() {
    List<Component> components = Components.asPacked();

    assertThat(components.stream().map(target::apply)).containsOnly(Change.CREATED);
    // The API server writes the conditions of a CRD after it has taken it.
    components.stream()
        .filter(component -> component.kind().equals(Components.CRD))
        .forEach(crd -> target.await(crd, Duration.ofSeconds(30)));
    assertThat(components.stream().map(target::apply)).containsOnly(Change.UNCHANGED);
  }

  @Test
  void takesOverWhatSomebodyElseHasSet() {
    Component service = only("Service");
    Components.asPacked().stream().limit(1).forEach(target::apply);
    plane.kubectl(
        "create", "service", "clusterip", "source-controller", "--tcp=8080", "-n", "flux-system");

    assertThat(target.apply(service)).isEqualTo(Change.CONFIGURED);
    assertThat(
            plane.kubectl(
                "get",
                "service",
                "source-controller",
                "-n",
                "flux-system",
                "-o",
                "jsonpath={.spec.selector}"))
        .isEqualTo(
            "{\"app.kubernetes.io/instance\":\"flux-system\",\"app.kubernetes.io/name\":\"freshet\"}");
  }

  @Test
  void waitsForTheRolloutOfWhatWasApplied() {
    Component deployment = only("Deployment");
    Components.asPacked().forEach(target::apply);
    writeStatus(
        "{observedGeneration: 1, replicas: 1, updatedReplicas: 0, conditions: [%s]}"
            .formatted("{type: Available, status: 'False', message: no Pod is ready}"));

    assertThatThrownBy(() -> target.await(deployment, SHORT))
        .isInstanceOf(AutomationException.class)
        .hasMessage(
            "Deployment/flux-system/freshet did not become Available in time: no Pod is ready");

    writeStatus(
        "{observedGeneration: 1, replicas: 1, updatedReplicas: 1, availableReplicas: 1,"
            + " readyReplicas: 1, conditions: [{type: Available, status: 'True'}]}");
    target.await(deployment, Duration.ofSeconds(30));
  }

  @Test
  void namesFluxControllersThatWouldWorkOnTheSameObjects() {
    Components.asPacked().forEach(target::apply);
    assertThat(target.rivals()).isEmpty();

    fluxController("image-reflector-controller", 1, "");
    fluxController("image-automation-controller", 0, "");
    fluxController("source-controller", 1, "--watch-label-selector=sharding.fluxcd.io/key=oci");
    fluxController("kustomize-controller", 1, "");

    assertThat(target.rivals())
        .containsExactly("Deployment/flux-system/image-reflector-controller");
  }

  @Test
  void theOperatorMayDoItsWorkAndNothingElse() {
    Components.asPacked().forEach(target::apply);

    assertThat(
            List.of(
                "list imagepolicies.image.toolkit.fluxcd.io -A",
                "watch imagerepositories.image.toolkit.fluxcd.io -A",
                "patch imageupdateautomations.image.toolkit.fluxcd.io -n apps",
                "patch imagepolicies.image.toolkit.fluxcd.io --subresource=status -n apps",
                "patch gitrepositories.source.toolkit.fluxcd.io --subresource=status -n apps",
                "get secrets -n apps",
                "get serviceaccounts -n apps",
                "get namespaces",
                "create events -n apps",
                "patch events -n apps",
                "get leases.coordination.k8s.io -n flux-system",
                "create leases.coordination.k8s.io -n flux-system",
                "update leases.coordination.k8s.io -n flux-system"))
        .allMatch(this::mayTheOperator);
    assertThat(
            List.of(
                "list secrets -n apps",
                "create secrets -n flux-system",
                "delete imagepolicies.image.toolkit.fluxcd.io -n apps",
                "create imagepolicies.image.toolkit.fluxcd.io -n apps",
                "get leases.coordination.k8s.io -n apps",
                "create serviceaccounts --subresource=token -n flux-system",
                "get pods -n flux-system"))
        .noneMatch(this::mayTheOperator);
  }

  private boolean mayTheOperator(String action) {
    String[] words = ("auth can-i " + action).split(" ", -1);
    try {
      return plane.kubectlAs(User.named(ACCOUNT), words).startsWith("yes");
    } catch (IllegalStateException refused) { // kubectl ends with 1 for a no
      assertThat(refused).hasMessageContaining("auth can-i");
      return false;
    }
  }

  private void writeStatus(String status) {
    plane.kubectl(
        "patch",
        "deployment",
        "freshet",
        "-n",
        "flux-system",
        "--subresource=status",
        "--type=merge",
        "-p",
        Samples.documents("status: " + status).getFirst().toString());
  }

  private void fluxController(String name, int replicas, String argument) {
    plane.apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: %1$s
          namespace: flux-system
          labels: {app.kubernetes.io/part-of: flux, app.kubernetes.io/component: %1$s}
        spec:
          replicas: %2$d
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              containers: [{name: manager, image: flux, args: ["%3$s"]}]
        """
            .formatted(name, replicas, argument));
  }

  private static Component only(String kind) {
    return Components.asPacked().stream()
        .filter(component -> component.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }
}
