package dev.freshet.testkit.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a client that watches meets in each of the outages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageIT {
  private ControlPlane plane;

  @BeforeAll
  void start() {
    assumeTrue(
        ControlPlane.isInstalled() || System.getenv("CI") != null, "not built: run make parts");
    plane = ControlPlane.start();
  }

  @AfterAll
  void close() {
    if (plane != null) {
      plane.close();
    }
  }

  @Test
  void aRestartEndsTheWatchAndTheNextOneGoesOn() throws IOException, InterruptedException {
    try (var before = Following.begin(plane)) {
      create("before-restart");
      assertThat(before.next()).isEqualTo("ADDED before-restart");

      plane.restartApiServer();

      assertThat(before.ends()).isTrue();
    }
    assertThatAWatchSees("after-restart");
  }

  @Test
  void aLostApiServerBreaksTheWatchAndTheNextOneGoesOn() throws IOException, InterruptedException {
    try (var before = Following.begin(plane)) {
      create("before-loss");
      assertThat(before.next()).isEqualTo("ADDED before-loss");

      plane.loseApiServerFor(Duration.ofMillis(300));

      assertThat(before.ends()).isTrue();
    }
    assertThatAWatchSees("after-loss");
  }

  @Test
  void aWatchOutlivesTheLossOfEtcdAndMissesNothing() throws IOException, InterruptedException {
    try (var before = Following.begin(plane)) {
      create("before-outage");
      assertThat(before.next()).isEqualTo("ADDED before-outage");

      plane.loseEtcdFor(Duration.ofSeconds(3));
      create("after-outage");

      assertThat(before.next()).isEqualTo("ADDED after-outage");
    }
  }

  @Test
  void nothingIsStoredWhileEtcdIsGone() {
    plane.stopEtcd();
    try {
      assertThatThrownBy(() -> plane.kubectl("create", "configmap", "lost", "--request-timeout=2s"))
          .hasMessageContaining("kubectl create configmap lost");
    } finally {
      plane.startEtcd();
    }

    create("kept");
    assertThat(plane.kubectl("get", "configmaps", "-o", "name"))
        .contains("configmap/kept")
        .doesNotContain("configmap/lost");
  }

  private void assertThatAWatchSees(String name) throws IOException, InterruptedException {
    try (var after = Following.begin(plane)) {
      create(name);

      assertThat(after.next()).isEqualTo("ADDED " + name);
    }
  }

  private void create(String name) {
    plane.kubectl("create", "configmap", name);
  }
}
