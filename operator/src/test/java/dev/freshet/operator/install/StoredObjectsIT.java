package dev.freshet.operator.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.engine.address.AddressRule;
import dev.freshet.engine.artifact.DigestAlgorithm;
import dev.freshet.engine.file.DiskSize;
import dev.freshet.engine.object.KnownObjects.CrossNamespaceRefs;
import dev.freshet.engine.queue.RunQueue;
import dev.freshet.engine.reconcile.Pace;
import dev.freshet.operator.Operator;
import dev.freshet.operator.OperatorOptions;
import dev.freshet.operator.TestControllers;
import dev.freshet.operator.cache.Scope;
import dev.freshet.operator.server.ClusterOptions;
import dev.freshet.testkit.git.GitHttpServer;
import dev.freshet.testkit.kube.User;
import dev.freshet.testkit.registry.InProcessRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that only the schema of their time let pass run as they ran under Flux. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredObjectsIT {
  private static final List<String> RULES =
      List.of("pattern", "enum", "maxItems", "maxLength", "x-kubernetes-validations");

  private final Plane plane = Plane.empty();
  private final InProcessRegistry registry = InProcessRegistry.start();
  private Path storage;
  private GitHttpServer git;
  private Operator operator;

  @BeforeAll
  void start(@TempDir Path folder) {
    storage = folder.resolve("storage");
    git = GitHttpServer.startIn(folder, "served");
    git.create("fleet", Map.of("app.yaml", "image: app"));
    registry.push("app", "1.0.0");
    registry.push("leaving", "1.0.0");
    Samples.crds().forEach(crd -> plane.serve(withoutRules(crd)));
    objects().forEach(plane::create);
    Samples.crds().forEach(plane::serve);
    operator = Operator.start(options(), TestControllers.OF_A_CLUSTER, () -> {});
  }

  @AfterAll
  void stop() {
    if (operator != null) {
      operator.close();
    }
    if (git != null) {
      git.close();
    }
    registry.close();
    plane.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "imagerepository/hours",
        "imagerepository/excludes",
        "gitrepository/hours",
        "imagepolicy/interval-without-digest",
        "imageupdateautomation/author-without-address"
      })
  void runs(String object) {
    awaitReady(object, "True Succeeded");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          imagerepository/nameless           | ImageURLInvalid            | could not parse reference: : it is empty
          imagepolicy/digest-without-interval| IntervalNotConfigured      | spec.interval must be set when spec.digestReflectionPolicy is set to 'Always'
          imageupdateautomation/deletes      | InvalidSourceConfiguration | push refspec must not specify a deletion: invalid source configuration
          imageupdateautomation/forces       | InvalidSourceConfiguration | push refspec must not specify a force update: invalid source configuration
          imageupdateautomation/bucket       | InvalidSourceConfiguration | source kind 'Bucket' not supported: invalid source configuration
          imageupdateautomation/strategy     | InvalidUpdateStrategy      | unsupported update strategy: Other
          imageupdateautomation/secretless   | InvalidSpec                | spec.git.commit.signingKey.secretRef.name: Invalid value: "": must not be empty
          """)
  void stallsWithFluxsReason(String object, String reason, String message) {
    awaitReady(object, "False " + reason);

    JsonNode status = status(object);
    assertThat(condition(status, "Ready").path("message").asText().strip()).isEqualTo(message);
    assertThat(condition(status, "Stalled").path("reason").asText()).isEqualTo(reason);
    assertThat(status.path("observedGeneration").asInt()).isEqualTo(1);
    assertThat(status.has("lastAutomationRunTime")).isEqualTo(object.contains("automation"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"imageupdateautomation/deletes", "imageupdateautomation/secretless"})
  void aStalledObjectAnswersRequests(String object) {
    awaitStalled(object);

    kubectl("annotate", "--overwrite", object, "reconcile.fluxcd.io/requestedAt=again");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(status(object).path("lastHandledReconcileAt").asText()).isEqualTo("again"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          imagepolicy/of-unreadable           | False DependencyNotReady  | failed to get the referred ImageRepository: ImageRepository 'flux-system/unreadable' cannot be used: spec.secretRef.name: Invalid value: "": must not be empty
          gitrepository/of-unreadable         | False NotFound            | could not get resource for include 'unreadable': GitRepository 'flux-system/unreadable' cannot be used: spec.secretRef.name: Invalid value: "": must not be empty
          imageupdateautomation/of-unreadable | False SourceManagerFailed | failed configuring source manager: GitRepository 'flux-system/unreadable' cannot be used: spec.secretRef.name: Invalid value: "": must not be empty
          """)
  void saysThatWhatItRefersToIsThereAndRefused(String object, String ready, String message) {
    awaitReady(object, ready);

    assertThat(condition(status(object), "Ready").path("message").asText()).isEqualTo(message);
  }

  @Test
  void saysNothingOfWhatIsWrongInAnotherNamespace() {
    String policy = "imagepolicy/of-unreadable-elsewhere";
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(plane.controlPlane().kubectl("-n", "default", "get", policy))
                .contains("ImageRepository.image.toolkit.fluxcd.io \"unreadable\" not found")
                .doesNotContain("cannot be used"));
  }

  @Test
  void whatIsSuspendedIsNotJudged() {
    awaitReady("imageupdateautomation/deletes", "False InvalidSourceConfiguration");
    kubectl(
        "annotate", "imagerepository/suspended", "reconcile.fluxcd.io/requestedAt=asked-in-vain");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(status("imagerepository/suspended").path("lastHandledReconcileAt").asText())
                .isEqualTo("asked-in-vain"));
    assertThat(status("imagerepository/suspended").has("conditions")).isFalse();
  }

  @Test
  void whatAnOlderFluxLeftIsPutRightByARunThatFindsNothingNew() {
    String policy = "imagepolicy/interval-without-digest";
    awaitReady(policy, "True Succeeded");
    kubectl(
        "patch",
        policy,
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"latestImage\":\"app:0.9.0\"}}");

    kubectl("annotate", policy, "freshet.dev/strict-numbers=false");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(status(policy).path("latestImage").asText())
                .isEqualTo(registry.image("app") + ":1.0.0"));
  }

  @Test
  void whatIsUnreadableWhenItIsDeletedLeavesNothing() {
    awaitReady("gitrepository/leaving", "True Succeeded");
    awaitReady("imagerepository/leaving", "True Succeeded");
    assertThat(storage.resolve("artifacts/gitrepository/flux-system/leaving")).exists();
    assertThat(kept("leaving")).isTrue();
    String nameless = "{\"spec\":{\"secretRef\":{\"name\":\"\"}}}";
    kubectl("patch", "gitrepository/leaving", "--type=merge", "-p", nameless);
    kubectl("patch", "imagerepository/leaving", "--type=merge", "-p", nameless);
    awaitReady("gitrepository/leaving", "False InvalidSpec");
    awaitReady("imagerepository/leaving", "False InvalidSpec");

    kubectl("delete", "gitrepository/leaving", "imagerepository/leaving");

    assertThat(storage.resolve("artifacts/gitrepository/flux-system/leaving")).doesNotExist();
    assertThat(kept("leaving")).isFalse();
  }

  private boolean kept(String image) {
    String[] entries = Optional.ofNullable(storage.resolve("ledger").toFile().list()).orElseThrow();
    return List.of(entries).stream().anyMatch(entry -> entry.contains(image));
  }

  private void awaitReady(String object, String statusAndReason) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          JsonNode ready = condition(status(object), "Ready");
          assertThat(ready.path("status").asText() + " " + ready.path("reason").asText())
              .as(object + ": " + ready.path("message").asText())
              .isEqualTo(statusAndReason);
        });
  }

  private void awaitStalled(String object) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> condition(status(object), "Stalled").path("status").asText().equals("True"));
  }

  private JsonNode status(String object) {
    return Samples.documents(kubectl("get", object, "-o", "json")).getFirst().path("status");
  }

  private static JsonNode condition(JsonNode status, String type) {
    return status
        .path("conditions")
        .valueStream()
        .filter(each -> each.path("type").asText().equals(type))
        .findFirst()
        .orElse(Samples.JSON.createObjectNode());
  }

  private String kubectl(String... arguments) {
    return plane
        .controlPlane()
        .kubectl(
            Stream.concat(Stream.of("-n", Samples.NAMESPACE), Stream.of(arguments))
                .toArray(String[]::new));
  }

  private OperatorOptions options() {
    return new OperatorOptions(
        new ClusterOptions(
            Optional.of(plane.controlPlane().kubeconfig(User.ADMIN)), Optional.empty(), "0.0.0"),
        Scope.EVERYTHING,
        CrossNamespaceRefs.ALLOWED,
        storage,
        DiskSize.ANY,
        Optional.empty(),
        OperatorOptions.Endpoints.parse("0", "0", "127.0.0.1:0"),
        Optional.empty(),
        AddressRule.ALLOW_ALL,
        RunQueue.RETRIES,
        Pace.REQUEUE_DEPENDENCY,
        new OperatorOptions.SourceOptions("", Duration.ofMinutes(1), 2, DigestAlgorithm.SHA256, 0));
  }

  private List<ObjectNode> objects() {
    return Samples.documents(
        Samples.stored().replace("${REGISTRY}", registry.host()).replace("${GIT}", git.url()));
  }

  /** The CRD as if its time had known fewer rules. */
  private static ObjectNode withoutRules(ObjectNode crd) {
    ObjectNode lenient = crd.deepCopy();
    for (JsonNode version : lenient.at("/spec/versions")) {
      removeRules(version.at("/schema/openAPIV3Schema/properties/spec"));
    }
    return lenient;
  }

  private static void removeRules(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      object.remove(RULES);
    }
    schema.forEach(StoredObjectsIT::removeRules);
  }
}
