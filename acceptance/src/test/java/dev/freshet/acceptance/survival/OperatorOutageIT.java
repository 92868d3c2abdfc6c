package dev.freshet.acceptance.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testkit.registry.Fault;
import dev.freshet.testkit.registry.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An API server that goes away under the operator's work, and an end in the middle of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorOutageIT {
  private static final String LEASE =
      "/apis/coordination.k8s.io/v1/namespaces/flux-system/leases/freshet-leader-election";

  private Surroundings surroundings;
  private int tests;
  private Fleet fleet;
  private OperatorProcess operator;

  @BeforeAll
  void startServers(@TempDir Path folder) {
    surroundings = new Surroundings(folder);
  }

  @BeforeEach
  void startTheOperator() {
    fleet = Fleet.named("web" + ++tests, surroundings).scannedEvery("2s").create();
    operator = start();
    fleet.awaitReady();
  }

  /** Its lease outlasts the outages: else it ends, for another to lead. */
  private OperatorProcess start() {
    return start("operator");
  }

  private OperatorProcess start(String name) {
    return surroundings.operator(
        name,
        "--enable-leader-election",
        "--leader-election-lease-duration=5m",
        "--leader-election-renew-deadline=4m");
  }

  @AfterEach
  void stopTheOperator() {
    operator.terminate();
    int _ = operator.exitStatus(); // it has given its lease back
  }

  @AfterAll
  void stopServers() {
    operator.close();
    surroundings.close();
  }

  @Test
  void goesOnAfterTheApiServerWasAway() {
    surroundings.plane.stopApiServer();
    fleet.push("1.1.0");
    surroundings.plane.startApiServer();
    assertCaughtUpWith("1.1.0");

    surroundings.plane.killApiServer();
    fleet.push("1.2.0");
    surroundings.plane.startApiServer();
    assertCaughtUpWith("1.2.0");

    fleet.assertCommittedOnceEach(List.of("1.1.0", "1.2.0"));
    assertThat(operator.isAlive()).isTrue();
  }

  @Test
  void goesOnAfterEtcdWasAway() {
    CompletableFuture<Void> outage =
        CompletableFuture.runAsync(() -> surroundings.plane.loseEtcdFor(Duration.ofSeconds(30)));
    fleet.push("1.1.0");
    outage.join();
    fleet.push("1.2.0");

    assertCaughtUpWith("1.2.0");
    fleet.assertCommittedInOrder();
    assertThat(operator.isAlive()).isTrue();
  }

  @Test
  void finishesOrAbandonsAPushWhenToldToStop() {
    var pushing = new CountDownLatch(1);
    fleet.repository.hook("pre-receive", "sleep 3");
    surroundings.git.beforeRequest(request -> {
      if (request.isPush()) {
        pushing.countDown();
      }
    });
    fleet.push("1.1.0");
    await("a push begins").atMost(Fleet.PATIENCE).until(() -> pushing.getCount() == 0);

    operator.terminate();

    assertThat(operator.exitStatus()).as(() -> operator.log().toString()).isIn(0, 143);
    assertThat(surroundings.get(LEASE).at("/spec/holderIdentity").asText()).isEmpty();
    fleet.repository.removeHook("pre-receive");
    operator = start();
    fleet.awaitDeployed("1.1.0");
    fleet.awaitReady();
    fleet.assertCommittedOnceEach(List.of("1.1.0"));
  }

  @Test
  void doesNotWaitForARegistryWhenToldToStop() {
    surroundings.registry.failAlways(Place.page(1), new Fault.Drip(1_000));
    int lists = surroundings.registry.received(Place.page(1)).size();
    await("a scan that takes for ever")
        .atMost(Fleet.PATIENCE)
        .until(() -> surroundings.registry.received(Place.page(1)).size() > lists);

    operator.terminate();

    assertThat(operator.exitStatus(Duration.ofSeconds(10))).isIn(0, 143);
    assertThat(surroundings.get(LEASE).at("/spec/holderIdentity").asText()).isEmpty();
    assertThat(fleet.ready("imagerepositories"))
        .as("giving up is no failure of the scan")
        .startsWith("True");
    surroundings.registry.heal();
    fleet.push("1.1.0");
    operator = start();
    fleet.awaitDeployed("1.1.0");
  }

  @Test
  void scansAtOnceWithAnEmptyStorageAndShowsIt() {
    operator.terminate();
    assertThat(operator.exitStatus()).isIn(0, 143);
    surroundings.registry.failAlways(Place.page(1), new Fault.Drip(100));

    operator = start("emptied");

    await("the reason of the scan")
        .atMost(Fleet.PATIENCE)
        .until(() ->
            fleet.ready("imagerepositories").equals("Unknown: scanning: no tags in database"));
    surroundings.registry.heal();
    fleet.awaitReady();
    fleet.push("1.1.0");
    fleet.awaitDeployed("1.1.0");
  }

  private void assertCaughtUpWith(String tag) {
    fleet.awaitDeployed(tag);
    await("the status names the commit of " + tag)
        .atMost(Fleet.PATIENCE)
        .untilAsserted(() ->
            assertThat(fleet.automationStatus().path("lastPushCommit").asText())
                .isEqualTo(fleet.repository.head("main")));
    fleet.awaitReady();
  }
}
