package dev.freshet.operator.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ScanResult;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.operator.TestControllers;
import dev.freshet.operator.cache.Cluster;
import dev.freshet.operator.cache.ObjectCache;
import dev.freshet.operator.cache.ObjectChange;
import dev.freshet.operator.cache.Scope;
import dev.freshet.operator.server.ApiServerClient;
import dev.freshet.web.health.Pulse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterStatusesIT {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");

  @AutoClose private final Cluster cluster = Cluster.start();

  @Test
  void aNewObjectHasSeenNothing() {
    ObjectKey key = cluster.repository("new");

    assertThat(cluster.statuses.read(ImageRepository.KIND, key.name()))
        .isEqualTo(ImageRepositoryStatus.INITIAL);
    assertThat(cluster.stored(key, "{.status}")).isEqualTo("{\"observedGeneration\":-1}");
  }

  @Test
  void seesItsOwnWriteAtOnceAndIsNotWokenByIt() {
    ObjectKey key = cluster.repository("own");

    cluster.statuses.write(ImageRepository.KIND, key.name(), scanned("17"));

    assertThat(cluster.statuses.read(ImageRepository.KIND, key.name()))
        .isEqualTo(toSeconds(scanned("17")));
    cluster.request(key, "later"); // whatever the watch had to tell came before
    cluster.awaitTold(new ObjectChange.Requested(key, "later"));
  }

  @Test
  void writesWhatKubectlPrints() {
    ObjectKey key = cluster.repository("printed");

    cluster.statuses.write(ImageRepository.KIND, key.name(), scanned("17"));

    assertThat(cluster.stored(key, "{.status.lastScanResult}"))
        .isEqualTo(
            "{\"latestTags\":[\"2\",\"1\"],\"revision\":\"17\",\"scanTime\":\"2026-03-04T05:06:07Z\",\"tagCount\":2}");
    assertThat(cluster.stored(key, "{.status.conditions[0].message}")).isEqualTo("found 17");
    assertThat(cluster.stored(key, "{.status.observedExclusionList}")).isEmpty();
    assertThat(
            cluster.stored(key, "{.metadata.managedFields[?(@.subresource==\"status\")].manager}"))
        .isEqualTo("image-reflector-controller");
  }

  @Test
  void writesNothingWhenNothingIsNew() {
    ObjectKey key = cluster.repository("same");
    cluster.statuses.write(ImageRepository.KIND, key.name(), scanned("17"));
    String version = cluster.stored(key, "{.metadata.resourceVersion}");

    cluster.statuses.write(ImageRepository.KIND, key.name(), scanned("17"));
    cluster.statuses.write(
        ImageRepository.KIND, key.name(), cluster.statuses.read(ImageRepository.KIND, key.name()));

    assertThat(cluster.stored(key, "{.metadata.resourceVersion}")).isEqualTo(version);
  }

  @Test
  void writesLessWhereTheApiServerTakesNoMore() {
    ObjectKey key = cluster.repository("large");
    cluster.annotate(key, "note=" + "n".repeat(100_000));
    cluster.plane.kubectlReading(
        "{\"spec\":{\"exclusionList\":[\"%s\"]}}".formatted("a".repeat(1_100_000)),
        "patch",
        "imagerepository",
        "large",
        "--type=merge",
        "--patch-file=/dev/stdin");

    cluster.statuses.write(
        ImageRepository.KIND,
        key.name(),
        new ImageRepositoryStatus(
            Conditions.NONE.with(
                new Condition(
                    Condition.READY, ConditionStatus.TRUE, "Succeeded", "found 17", NOW, 1)),
            1,
            "",
            Optional.empty(),
            List.of("a".repeat(400_000)),
            ""));

    assertThat(cluster.stored(key, "{.status.conditions[?(@.type==\"Ready\")].message}"))
        .isEqualTo("found 17");
    assertThat(cluster.stored(key, "{.status.conditions[?(@.type==\"StatusCut\")].message}"))
        .contains("observedExclusionList");
    assertThat(cluster.statuses.read(ImageRepository.KIND, key.name()).conditions().list())
        .hasSize(1);
  }

  @Test
  void takesAwayWhatIsNoMore() {
    ObjectKey key = cluster.repository("less");
    cluster.statuses.write(ImageRepository.KIND, key.name(), scanned("17"));

    cluster.statuses.write(ImageRepository.KIND, key.name(), ImageRepositoryStatus.INITIAL);

    assertThat(cluster.stored(key, "{.status}")).isEqualTo("{\"observedGeneration\":-1}");
  }

  @Test
  void leavesAloneWhatOthersWroteMeanwhile() {
    ObjectKey key = cluster.repository("shared");
    cluster.statuses.write(ImageRepository.KIND, key.name(), scanned("17"));
    // Two changes the watch may or may not have shown: the write has to find out by itself.
    cluster.annotate(key, "note=one");
    cluster.patchStatus(key, "{\"observedExclusionList\":[\"x\"]}");

    cluster.statuses.write(
        ImageRepository.KIND, key.name(), scanned("18").withLastHandledReconcileAt("token"));

    assertThat(cluster.stored(key, "{.status.lastHandledReconcileAt}")).isEqualTo("token");
    assertThat(cluster.stored(key, "{.metadata.annotations.note}")).isEqualTo("one");
  }

  @Test
  void anObjectThatIsGoneNeedsNoStatus() {
    ObjectKey key = cluster.repository("gone");
    cluster.plane.kubectl("delete", "imagerepository", "gone");

    cluster.statuses.write(ImageRepository.KIND, key.name(), scanned("17"));

    await().until(() -> cluster.cache.find(key).isEmpty());
    assertThat(cluster.statuses.read(ImageRepository.KIND, key.name()))
        .isEqualTo(ImageRepositoryStatus.INITIAL);
  }

  @Test
  void doesNotWriteOfAnObjectToItsSuccessor() {
    ObjectKey key = cluster.repository("succeeded");
    var stale =
        new ObjectCache(
            TestControllers.KINDS, cluster.client, Scope.EVERYTHING, new Pulse(_ -> {}), _ -> {});
    stale.start();
    Cluster.awaitComplete(stale);
    stale.close(); // from here on it sees nothing new
    cluster.plane.kubectl("delete", "imagerepository", "succeeded");
    cluster.repository("succeeded");

    try (var statuses =
        new ClusterStatuses(new ApiServerClient(cluster.client), stale, new Pulse(_ -> {}))) {
      statuses.write(ImageRepository.KIND, key.name(), scanned("17"));
    }

    assertThat(cluster.stored(key, "{.status}")).isEqualTo("{\"observedGeneration\":-1}");
  }

  @Test
  void showsProgressAndThenTheEnd() {
    ObjectKey key = cluster.repository("progressing");
    var working =
        new Condition(
            Condition.RECONCILING, ConditionStatus.TRUE, "Progressing", "scanning", NOW, 1);

    cluster.statuses.progress(
        ImageRepository.KIND,
        key.name(),
        ImageRepositoryStatus.INITIAL.withConditions(Conditions.NONE.with(working)));
    await()
        .untilAsserted(() ->
            assertThat(cluster.stored(key, "{.status.conditions[*].message}"))
                .isEqualTo("scanning"));
    cluster.statuses.write(ImageRepository.KIND, key.name(), scanned("17"));

    assertThat(cluster.stored(key, "{.status.conditions[*].message}")).isEqualTo("found 17");
  }

  @Test
  void neverShowsProgressAfterTheEnd() {
    ObjectKey key = cluster.repository("overtaken");
    for (int i = 0; i < 50; i++) {
      var working =
          new Condition(
              Condition.RECONCILING, ConditionStatus.TRUE, "Progressing", "scan " + i, NOW, 1);
      cluster.statuses.progress(
          ImageRepository.KIND,
          key.name(),
          scanned("" + i).withConditions(Conditions.NONE.with(working)));
      cluster.statuses.write(ImageRepository.KIND, key.name(), scanned("" + i));

      assertThat(cluster.statuses.read(ImageRepository.KIND, key.name()).conditions().list())
          .extracting(Condition::message)
          .containsExactly("found " + i);
    }
    assertThat(cluster.stored(key, "{.status.conditions[*].message}")).isEqualTo("found 49");
  }

  private static ImageRepositoryStatus scanned(String revision) {
    var ready =
        new Condition(
            Condition.READY, ConditionStatus.TRUE, "Succeeded", "found " + revision, NOW, 1);
    return new ImageRepositoryStatus(
        Conditions.NONE.with(ready),
        1,
        "registry.example/image",
        Optional.of(new ScanResult(revision, 2, NOW, List.of("2", "1"))),
        List.of(),
        "");
  }

  private static ImageRepositoryStatus toSeconds(ImageRepositoryStatus status) {
    Instant second = Instant.parse("2026-03-04T05:06:07Z");
    Condition ready = status.conditions().list().getFirst();
    ScanResult scan = status.lastScanResult().orElseThrow();
    return new ImageRepositoryStatus(
        Conditions.NONE.with(
            new Condition(
                ready.type(), ready.status(), ready.reason(), ready.message(), second, 1)),
        status.observedGeneration(),
        status.canonicalImageName(),
        Optional.of(new ScanResult(scan.revision(), scan.tagCount(), second, scan.latestTags())),
        status.observedExclusionList(),
        status.lastHandledReconcileAt());
  }
}
