package dev.freshet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.operator.install.Component;
import dev.freshet.operator.install.Components;
import dev.freshet.testkit.kube.ControlPlane;
import dev.freshet.testkit.kube.User;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator with the flags its Deployment gives it and no more rights than its account has. */
class DeploymentIT {
  private static final User ACCOUNT = User.named("system:serviceaccount:flux-system:freshet");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private final ControlPlane plane = ControlPlane.start(ACCOUNT);

  @BeforeEach
  void install() {
    plane.kubectl("apply", "--server-side", "-k", Checkout.root().resolve("deploy").toString());
  }

  @AfterEach
  void stop() {
    plane.close();
  }

  @Test
  void theAccountMayDoWhatTheOperatorDoes() throws IOException {
    String artifacts = freeAddress();
    String health = freeAddress();
    try (Freshet operator = Freshet.start(folder, arguments(artifacts, health, freeAddress()))) {
      plane.apply(
          """
          apiVersion: image.toolkit.fluxcd.io/v1
          kind: ImageRepository
          metadata: {name: tagged, namespace: default}
          spec: {image: "example.com/app:1", interval: 1h}
          ---
          apiVersion: image.toolkit.fluxcd.io/v1
          kind: ImageRepository
          metadata: {name: private, namespace: default}
          spec: {image: example.com/app, interval: 1h, secretRef: {name: regcred}}
          ---
          apiVersion: image.toolkit.fluxcd.io/v1beta1
          kind: ImageRepository
          metadata: {name: accounted, namespace: default}
          spec: {image: example.com/app, interval: 1h, serviceAccountName: puller}
          ---
          apiVersion: image.toolkit.fluxcd.io/v1
          kind: ImageRepository
          metadata: {name: shared, namespace: flux-system}
          spec:
            image: "example.com/app:1"
            interval: 1h
            accessFrom: {namespaceSelectors: [{matchLabels: {team: a}}]}
          ---
          apiVersion: image.toolkit.fluxcd.io/v1
          kind: ImagePolicy
          metadata: {name: foreign, namespace: default}
          spec:
            imageRepositoryRef: {name: shared, namespace: flux-system}
            policy: {semver: {range: 1.x}}
          ---
          apiVersion: source.toolkit.fluxcd.io/v1beta2
          kind: GitRepository
          metadata: {name: fleet, namespace: default}
          spec: {url: "https://git.example.com/fleet", interval: 1h, secretRef: {name: token}}
          """);

      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(() -> {
            assertThat(ready("imagerepository/tagged")).contains("should not include a tag");
            assertThat(ready("imagerepository/private")).contains("\"regcred\" not found");
            assertThat(ready("imagerepository/accounted")).contains("default/puller' not found");
            assertThat(ready("gitrepository/fleet")).contains("default/token");
            assertThat(ready("imagepolicy/foreign")).contains("ACL labels mismatch");
            assertThat(plane.kubectl("get", "events", "-n", "default", "-o", "name")).isNotEmpty();
          });
      assertThat(plane.kubectl("get", "leases", "-n", "flux-system", "-o", "name"))
          .contains("lease.coordination.k8s.io/freshet-leader-election");
      assertThat(operator.err() + operator.out()).doesNotContain("forbidden", "Forbidden");
      assertThat(List.of(status(health, "/healthz"), status(artifacts, "/"))).containsOnly(200);
      assertThat(operator.stop().code()).isIn(0, 143);
    }
  }

  @Test
  void theImageIsThatOfThisVersion() {
    String version =
        Checkout.read(Checkout.root().resolve("pom.xml"))
            .lines()
            .filter(line -> line.contains("<version>"))
            .findFirst()
            .map(line -> line.replaceAll("</?version>", "").strip())
            .orElseThrow();

    assertThat(container().path("image").asText()).endsWith(":" + version);
  }

  /** The Deployment's own, with what a Pod gives and a test must not share with others. */
  private String[] arguments(String artifacts, String health, String metrics) {
    Stream<String> own =
        StreamSupport.stream(container().path("args").spliterator(), false)
            .map(JsonNode::asText)
            .map(argument -> argument.replace("$(RUNTIME_NAMESPACE)", "flux-system"))
            .map(argument -> argument.replace("=/data", "=" + folder.resolve("data")));
    Stream<String> more =
        Stream.of(
            "--storage-addr=" + artifacts,
            "--health-addr=" + health,
            "--metrics-addr=" + metrics,
            "--kubeconfig=" + plane.kubeconfig(ACCOUNT));
    return Stream.concat(own, more).toArray(String[]::new);
  }

  private static JsonNode container() {
    return Components.asPacked().stream()
        .filter(Component::isRollout)
        .map(deployment -> deployment.manifest().at("/spec/template/spec/containers/0"))
        .findFirst()
        .orElseThrow();
  }

  private String ready(String object) {
    String query = "jsonpath={.status.conditions[?(@.type=='Ready')].message}";
    return plane.kubectl("get", object, "-n", "default", "-o", query);
  }

  private static String freeAddress() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  private static int status(String address, String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("http://" + address + path).toURL().openConnection();
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }
}
