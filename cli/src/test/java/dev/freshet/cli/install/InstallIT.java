package dev.freshet.cli.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.cli.FreshetCommand;
import dev.freshet.testkit.kube.ControlPlane;
import dev.freshet.testkit.kube.User;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code freshet install} in a cluster without nodes, where the test says when Pods are ready. */
class InstallIT {
  private final ControlPlane plane = ControlPlane.start();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void stop() {
    plane.close();
  }

  @Test
  void appliesEverythingAndWaitsUntilItRuns() {
    CompletableFuture<Integer> installed =
        CompletableFuture.supplyAsync(() -> install("--timeout=1m"));

    Awaitility.await().ignoreExceptions().untilAsserted(this::makeReady);

    assertThat(installed.join()).isZero();
    assertThat(err.toString().lines())
        .containsExactly(
            "✚ generating manifests",
            "✔ manifests build completed",
            "► installing components in flux-system namespace",
            "◎ verifying installation",
            "✔ freshet: deployment ready",
            "✔ install finished");
    assertThat(out.toString().lines())
        .startsWith("Namespace/flux-system created")
        .endsWith("Deployment/flux-system/freshet created");
    assertThat(plane.kubectl("get", "imagepolicies", "-A")).isEmpty();
  }

  @Test
  void saysWhatIsNotReadyInTime() {
    int code = install("--timeout=3s");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .endsWith("✗ Deployment/flux-system/freshet did not become Available in time\n");
  }

  @Test
  void leavesFluxControllersAlone() {
    plane.kubectl("create", "namespace", "flux-system");
    plane.kubectl("create", "deployment", "source-controller", "--image=flux", "-n", "flux-system");
    plane.kubectl(
        "label",
        "deployment/source-controller",
        "-n",
        "flux-system",
        "app.kubernetes.io/part-of=flux",
        "app.kubernetes.io/component=source-controller");

    int code = install("--timeout=3s");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .endsWith(
            "✗ Deployment/flux-system/source-controller would work on the same objects: "
                + "scale to zero what Freshet replaces, or use --force\n");
    assertThat(out).hasToString("");
  }

  @Test
  void saysWhyTheClusterCannotBeReached() {
    plane.stopApiServer();

    int code = install("--timeout=3s");

    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .contains("✗ list Deployments: %s: connection refused\n".formatted(plane.url()));
  }

  private void makeReady() {
    plane.kubectl(
        "patch",
        "deployment",
        "freshet",
        "-n",
        "flux-system",
        "--subresource=status",
        "--type=merge",
        "-p",
        """
        {"status": {"observedGeneration": 1, "replicas": 1, "updatedReplicas": 1, "readyReplicas": 1,
         "availableReplicas": 1, "conditions": [{"type": "Available", "status": "True"}]}}
        """);
  }

  private int install(String... more) {
    CommandLine command = FreshetCommand.over(CommandSpec.forAnnotatedObject(new InstallCommand()));
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    return command.execute(
        Stream.concat(
                Stream.of("install", "--kubeconfig=" + plane.kubeconfig(User.ADMIN)),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
