package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two operators, of which one works, while new tags come all the time. */
class LeaderHandOverIT {
  private static final String LEASE =
      "/apis/coordination.k8s.io/v1/namespaces/flux-system/leases/freshet-leader-election";
  private static final Duration LEASE_DURATION = Duration.ofSeconds(10);
  private static final int ROUNDS_AT_LEAST = 20;
  private static final long PAUSE_MILLIS = 400;

  @TempDir private Path folder;
  private final AtomicInteger released = new AtomicInteger();
  private final ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
  private Surroundings surroundings;
  private Fleet fleet;
  private OperatorProcess first;
  private OperatorProcess second;

  @BeforeEach
  void startALeaderAndAStandby() {
    surroundings = new Surroundings(folder);
    fleet = Fleet.named("web", surroundings).of(2).create();
    first = candidate("first");
    fleet.awaitReady();
    second = candidate("second");
    await("the second waits")
        .atMost(Fleet.PATIENCE)
        .until(() -> second.said("another operator leads") == 1);
  }

  @AfterEach
  void stopServers() {
    load.shutdownNow();
    first.close();
    second.close();
    surroundings.close();
  }

  @Test
  void handsOverUnderLoadToAStandbyThatWasIdle() {
    assertThat(second.isHealthy()).isTrue();
    assertThat(second.servesArtifacts()).isFalse();
    var _ = load.scheduleAtFixedRate(this::release, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    awaitReleases(3);

    first.kill();
    awaitLeader(second, 1);
    assertThat(second.said("starting to reconcile")).isEqualTo(1);
    awaitReleases(released.get() + 3);

    first = candidate("first");
    await("the first waits")
        .atMost(Fleet.PATIENCE)
        .until(() -> first.said("another operator leads") == 1);
    second.terminate();
    assertThat(second.exitStatus()).as(() -> second.log().toString()).isIn(0, 143);
    assertThat(second.said("leadership released")).isEqualTo(1);
    // Sooner than one that was killed: nobody waits for the lease to run out.
    await("the first leads").atMost(LEASE_DURATION).until(() -> first.said("became leader") == 1);
    awaitLeader(first, 2);
    awaitReleases(Math.max(ROUNDS_AT_LEAST, released.get() + 3));

    endTheLoad();
    fleet.awaitDeployed(tag(released.get()));
    fleet.awaitReady();
    fleet.assertCommittedInOrder();
    assertThat(first.isAlive()).isTrue();
    assertThat(lease().path("leaseTransitions").asInt()).isEqualTo(2);
  }

  private void release() {
    fleet.release(tag(released.incrementAndGet()));
  }

  private static String tag(int round) {
    return "1.%d.0".formatted(round);
  }

  private void endTheLoad() {
    load.shutdown();
    await("the load ends").atMost(Fleet.PATIENCE).until(load::isTerminated);
  }

  private void awaitReleases(int count) {
    await(count + " releases").atMost(Fleet.PATIENCE).until(() -> released.get() >= count);
  }

  private void awaitLeader(OperatorProcess operator, int transitions) {
    await("it leads")
        .atMost(Fleet.PATIENCE)
        .until(() ->
            operator.said("starting to reconcile") == 1
                && operator.servesArtifacts()
                && lease().path("leaseTransitions").asInt() == transitions);
  }

  private JsonNode lease() {
    return surroundings.get(LEASE).path("spec");
  }

  private OperatorProcess candidate(String name) {
    return surroundings.operator(
        name,
        "--enable-leader-election",
        "--leader-election-lease-duration=" + LEASE_DURATION.toSeconds() + "s",
        "--leader-election-renew-deadline=8s",
        "--leader-election-retry-period=1s");
  }
}
