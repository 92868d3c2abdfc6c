package dev.freshet.operator.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ConditionStatus;
import dev.freshet.api.condition.Conditions;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.operator.TestControllers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that go away, and kinds that come late. */
class OutageIT {
  private static final Duration LONG_WITHOUT_ETCD = Duration.ofSeconds(30);

  private Cluster cluster;

  /** How an API server ends. */
  enum End {
    STOPPED,
    KILLED
  }

  @BeforeEach
  void start() {
    cluster = Cluster.empty();
  }

  @AfterEach
  void close() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void waitsForTheKindsAndSaysSo() {
    cluster.cache.start();
    await().until(() -> cluster.cache.problems().size() == TestControllers.KINDS.size());
    assertThat(cluster.cache.problems())
        .contains(
            "the API server does not know imagepolicies.image.toolkit.fluxcd.io in version v1");
    assertThat(cluster.cache.isComplete()).isFalse();

    cluster.installKinds();

    cluster.awaitComplete();
    assertThat(cluster.cache.problems()).isEmpty();
    cluster.repository("late");
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void goesOnWatchingAfterTheApiServerCameBackAndWakesNobodyForIt(End end) {
    cluster.begin();
    ObjectKey key = cluster.repository("kept");
    ObjectKey removed = cluster.repository("removed");

    switch (end) {
      case STOPPED -> cluster.plane.stopApiServer();
      case KILLED -> cluster.plane.killApiServer();
    }
    cluster.plane.startApiServer();
    cluster.plane.kubectl("delete", "imagerepository", "removed");
    cluster.request(key, "after");

    cluster.awaitTold(new ObjectChange.Requested(key, "after"));
    cluster.awaitTold(new ObjectChange.Deleted(removed));
    cluster.repository("new");
  }

  @Test
  void aStatusIsWrittenWhenEtcdIsBackAfterHalfAMinute() {
    cluster.begin();
    ObjectKey key = cluster.repository("waiting");

    cluster.plane.stopEtcd();
    Instant gone = Instant.now();
    var write =
        CompletableFuture.runAsync(
            () -> cluster.statuses.write(ImageRepository.KIND, key.name(), ready("done")));
    await()
        .atMost(LONG_WITHOUT_ETCD.plusSeconds(5))
        .until(() -> Duration.between(gone, Instant.now()).compareTo(LONG_WITHOUT_ETCD) > 0);
    assertThat(write).isNotDone();
    cluster.plane.startEtcd();

    await().atMost(Duration.ofSeconds(20)).until(write::isDone);
    assertThat(write).isCompleted();
    assertThat(cluster.stored(key, "{.status.conditions[*].message}")).isEqualTo("done");
    cluster.request(key, "after");
    cluster.awaitTold(new ObjectChange.Requested(key, "after"));
    cluster.repository("new");
  }

  @Test
  void followsAnEtcdThatWasRestoredFromABackup() {
    cluster.begin();
    ObjectKey key = cluster.repository("restored");
    cluster.plane.backUpEtcd();
    cluster.plane.kubectl(
        "patch",
        "imagerepository",
        "restored",
        "--type=merge",
        "-p",
        "{\"spec\":{\"interval\":\"2m\"}}");
    cluster.awaitTold(new ObjectChange.SpecChanged(key));
    ObjectKey later = cluster.repository("later");
    cluster.statuses.write(ImageRepository.KIND, key.name(), ready("before"));

    cluster.plane.restoreEtcd();
    cluster.cache.checkVersions();

    await().atMost(Duration.ofSeconds(30)).until(() -> cluster.cache.find(later).isEmpty());
    await().atMost(Duration.ofSeconds(30)).until(() -> cluster.known(key).generation() == 1);
    cluster.statuses.write(ImageRepository.KIND, key.name(), ready("after"));
    assertThat(cluster.stored(key, "{.status.conditions[*].message}")).isEqualTo("after");
    cluster.request(key, "again");
    await().until(() -> cluster.told.contains(new ObjectChange.Requested(key, "again")));
  }

  private static ImageRepositoryStatus ready(String message) {
    return ImageRepositoryStatus.INITIAL.withConditions(
        Conditions.NONE.with(
            new Condition(
                Condition.READY, ConditionStatus.TRUE, "Succeeded", message, Instant.EPOCH, 1)));
  }
}
