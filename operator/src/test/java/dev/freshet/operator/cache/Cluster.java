package dev.freshet.operator.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.object.KnownObjects.CrossNamespaceRefs;
import dev.freshet.operator.TestControllers;
import dev.freshet.operator.object.ClusterObject;
import dev.freshet.operator.server.ApiServerClient;
import dev.freshet.operator.server.ClusterOptions;
import dev.freshet.operator.write.ClusterStatuses;
import dev.freshet.operator.write.Finalizers;
import dev.freshet.testkit.kube.ControlPlane;
import dev.freshet.testkit.kube.User;
import dev.freshet.web.health.Pulse;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A control plane with Freshet's kinds, and one Freshet process's view of it. */
public final class Cluster implements AutoCloseable {
  public static final User VISITOR = User.named("visitor");

  public final ControlPlane plane;
  public final KubernetesClient client;
  public final List<ObjectChange> told = new CopyOnWriteArrayList<>();
  public final ObjectCache cache;
  public final ClusterStatuses statuses;
  public final Finalizers finalizers;
  public final ClusterObjects objects;

  private Cluster(ControlPlane plane, Scope scope) {
    this.plane = plane;
    client = connect(plane, User.ADMIN);
    cache = new ObjectCache(TestControllers.KINDS, client, scope, new Pulse(_ -> {}), told::add);
    var server = new ApiServerClient(client);
    statuses = new ClusterStatuses(server, cache, new Pulse(_ -> {}));
    finalizers = new Finalizers(server, cache);
    objects = new ClusterObjects(server, cache, CrossNamespaceRefs.ALLOWED);
  }

  /** Both servers, the kinds, and a cache that knows them. */
  public static Cluster start() {
    Cluster cluster = empty();
    cluster.begin();
    return cluster;
  }

  /** Both servers, and nothing else yet. */
  public static Cluster empty() {
    // Where nobody looks at skipped tests the programs have to be there.
    assumeTrue(
        ControlPlane.isInstalled() || System.getenv("CI") != null, "not built: run make parts");
    return new Cluster(ControlPlane.start(VISITOR), Scope.EVERYTHING);
  }

  public void begin() {
    installKinds();
    cache.start();
    awaitComplete();
  }

  public static KubernetesClient connect(ControlPlane plane, User user) {
    return new ClusterOptions(Optional.of(plane.kubeconfig(user)), Optional.empty(), "0.0.0-test")
        .connect();
  }

  public void installKinds() {
    plane.kubectl("apply", "--server-side", "-k", definitions().toString());
    plane.kubectl("wait", "--for=condition=Established", "crd", "--all");
  }

  public void awaitComplete() {
    awaitComplete(cache);
  }

  public static void awaitComplete(ObjectCache cache) {
    await().atMost(Duration.ofSeconds(30)).until(cache::isComplete);
  }

  /** Applies an ImageRepository and waits until it is known. */
  public ObjectKey repository(String name) {
    plane.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: %s, namespace: default}
        spec: {image: registry.example/%s, interval: 1m}
        """
            .formatted(name, name));
    ObjectKey key = key(ImageRepository.KIND, name);
    await().until(() -> told.contains(new ObjectChange.Created(key)));
    return key;
  }

  public static ObjectKey key(Kind<?, ?> kind, String name) {
    return new ObjectKey(kind, new NamespacedName("default", name));
  }

  public ClusterObject known(ObjectKey key) {
    return cache.find(key).orElseThrow();
  }

  /** One field as the API server has it, by kubectl's JSONPath. */
  public String stored(ObjectKey key, String path) {
    return plane.kubectl("get", key.kind().plural(), key.name().name(), "-o", "jsonpath=" + path);
  }

  /** Writes a status as somebody else. */
  public void patchStatus(ObjectKey key, String status) {
    plane.kubectl(
        "patch",
        key.kind().plural(),
        key.name().name(),
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":" + status + "}");
  }

  public void request(ObjectKey key, String token) {
    annotate(key, ClusterObject.REQUESTED_AT + "=" + token);
  }

  public void annotate(ObjectKey key, String annotation) {
    plane.kubectl("annotate", "--overwrite", key.kind().plural(), key.name().name(), annotation);
  }

  /** What was told about the object, its creation aside, once this was. */
  public void awaitTold(ObjectChange... changes) {
    ObjectKey key = changes[0].object();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(told)
                .filteredOn(
                    one -> one.object().equals(key) && !(one instanceof ObjectChange.Created))
                .containsExactly(changes));
  }

  @Override
  public void close() {
    statuses.close();
    cache.close();
    client.close();
    plane.close();
  }

  private static Path definitions() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("deploy/crds"))) {
        return folder.resolve("deploy/crds");
      }
    }
    throw new IllegalStateException("deploy/crds is not above " + Path.of("").toAbsolutePath());
  }
}
