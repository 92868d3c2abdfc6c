package dev.freshet.operator.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.api.source.GitRepository;
import dev.freshet.operator.TestControllers;
import dev.freshet.operator.object.Declaration;
import dev.freshet.web.health.Pulse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObjectCacheIT {
  @AutoClose private final Cluster cluster = Cluster.start();

  @ParameterizedTest
  @ValueSource(strings = {"v1beta1", "v1beta2", "v1"})
  void readsAnObjectOfAnyVersion(String version) {
    cluster.plane.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/%s
        kind: ImageRepository
        metadata: {name: of-%s, namespace: default, labels: {app: web}}
        spec: {image: registry.example/web, interval: 90s, secretRef: {name: login}}
        """
            .formatted(version, version));
    ObjectKey key = Cluster.key(ImageRepository.KIND, "of-" + version);

    await().until(() -> cluster.cache.find(key).isPresent());

    ImageRepository read = cluster.objects.find(ImageRepository.KIND, key.name()).orElseThrow();
    assertThat(read.image()).isEqualTo("registry.example/web");
    assertThat(read.interval()).isEqualTo(Duration.ofSeconds(90));
    assertThat(read.secretRef()).hasValue("login");
    assertThat(read.metadata().labels()).containsEntry("app", "web");
    assertThat(read.metadata().generation()).isEqualTo(1);
  }

  @Test
  void readsEveryKind() {
    cluster.plane.apply(
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: all, namespace: default}
        spec: {url: "https://git.example/all", interval: 1m}
        ---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata: {name: all, namespace: default}
        spec: {imageRepositoryRef: {name: all}, policy: {alphabetical: {}}}
        ---
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata: {name: all, namespace: default}
        spec:
          interval: 1m
          sourceRef: {kind: GitRepository, name: all}
          git: {commit: {author: {email: a@example.com}}}
        """);

    for (Kind<?, ?> kind :
        List.of(GitRepository.KIND, ImagePolicy.KIND, ImageUpdateAutomation.KIND)) {
      ObjectKey key = Cluster.key(kind, "all");
      await().until(() -> cluster.cache.find(key).isPresent());
      assertThat(cluster.objects.find(key)).map(Reconcilable::key).hasValue(key);
    }
  }

  @Test
  void knowsWhatIsWrongWithAnObjectTheApiServerLetPass() {
    ObjectKey key = Cluster.key(ImageUpdateAutomation.KIND, "refused");
    cluster.plane.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageUpdateAutomation
        metadata: {name: refused, namespace: default}
        spec:
          interval: 9999999999999999h
          sourceRef: {kind: GitRepository, name: all}
          git: {commit: {author: {email: a@example.com}}}
        """);

    await().until(() -> cluster.cache.find(key).isPresent());

    assertThat(cluster.objects.find(ImageUpdateAutomation.KIND, key.name())).isEmpty();
    assertThat(cluster.known(key).declaration())
        .isInstanceOfSatisfying(
            Declaration.Refused.class,
            refused -> assertThat(refused.problem()).startsWith("spec.interval: Invalid value"));
  }

  @Test
  void tellsOfSpecAndRequestAndOfNothingElse() {
    ObjectKey key = cluster.repository("told");

    cluster.annotate(key, "note=unimportant");
    cluster.plane.kubectl("label", "imagerepository", "told", "team=a");
    cluster.patchStatus(key, "{\"canonicalImageName\":\"registry.example/told\"}");
    cluster.request(key, "now");
    cluster.plane.kubectl(
        "patch",
        "imagerepository",
        "told",
        "--type=merge",
        "-p",
        "{\"spec\":{\"interval\":\"2m\"}}");

    cluster.awaitTold(new ObjectChange.Requested(key, "now"), new ObjectChange.SpecChanged(key));
    assertThat(cluster.known(key).generation()).isEqualTo(2);
    assertThat(cluster.known(key).labels()).containsEntry("team", "a");
  }

  @Test
  void tellsWhenSomebodyElseScanned() {
    ObjectKey key = cluster.repository("scanned");

    cluster.patchStatus(
        key,
        "{\"lastScanResult\":{\"revision\":\"17\",\"tagCount\":1,\"scanTime\":\"2026-01-01T00:00:00Z\"}}");

    cluster.awaitTold(new ObjectChange.ResultChanged(key));
    assertThat(
            cluster
                .statuses
                .read(ImageRepository.KIND, key.name())
                .lastScanResult()
                .orElseThrow()
                .revision())
        .isEqualTo("17");
  }

  @Test
  void tellsOfADeletionThatWaitsForAFinalizerAndOfItsEnd() {
    ObjectKey key = cluster.repository("deleted");
    cluster.finalizers.add(key);

    cluster.plane.kubectl("delete", "imagerepository", "deleted", "--wait=false");
    cluster.awaitTold(new ObjectChange.Deleting(key));
    assertThat(cluster.known(key).isDeleting()).isTrue();
    cluster.finalizers.remove(key);

    cluster.awaitTold(new ObjectChange.Deleting(key), new ObjectChange.Deleted(key));
    assertThat(cluster.cache.find(key)).isEmpty();
  }

  @Test
  void aListenerThatFailsIsToldOfTheNextChangeByTheSameThread() {
    ObjectChange first = new ObjectChange.Created(cluster.repository("first-of-two"));
    ObjectChange second = new ObjectChange.Created(cluster.repository("second-of-two"));
    Map<ObjectChange, Thread> told = new ConcurrentHashMap<>();
    Consumer<ObjectChange> failing =
        change -> {
          told.put(change, Thread.currentThread());
          throw new IllegalStateException("cannot take in " + change);
        };
    try (var cache =
        new ObjectCache(
            TestControllers.KINDS, cluster.client, Scope.EVERYTHING, new Pulse(_ -> {}), failing)) {
      cache.start();

      await().until(() -> told.keySet().containsAll(List.of(first, second)));

      assertThat(told.get(second)).isSameAs(told.get(first));
    }
  }

  @Test
  void looksAtOneNamespaceOnlyIfToldSo() {
    cluster.plane.kubectl("create", "namespace", "elsewhere");
    cluster.plane.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImageRepository
        metadata: {name: there, namespace: elsewhere}
        spec: {image: registry.example/there, interval: 1m}
        """);
    cluster.repository("here");
    Scope elsewhere = new Scope(Optional.of("elsewhere"), Scope.EVERYTHING.selector());
    try (var cache =
        new ObjectCache(
            TestControllers.KINDS, cluster.client, elsewhere, new Pulse(_ -> {}), _ -> {})) {
      cache.start();
      await().until(cache::isComplete);

      assertThat(cache.all(ImageRepository.KIND))
          .extracting(one -> one.key().name().name())
          .containsExactly("there");
    }
  }
}
