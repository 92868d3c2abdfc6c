package dev.freshet.testkit.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What tests of the operator rely on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlPlaneIT {
  private static final User READER = new User("reader", List.of("readers"));

  private ControlPlane plane;

  @BeforeAll
  void start() {
    // Where nobody looks at skipped tests the programs have to be there.
    assumeTrue(
        ControlPlane.isInstalled() || System.getenv("CI") != null, "not built: run make parts");
    plane = ControlPlane.start(READER);
  }

  @AfterAll
  void close() {
    if (plane != null) {
      plane.close();
    }
  }

  @Test
  void storesWhatKubectlApplies() {
    plane.apply(configMap("applied", "one"));

    assertThat(read("applied")).isEqualTo("one");
  }

  @Test
  void keepsWhatWasStoredWhenTheApiServerRestarts() {
    plane.apply(configMap("kept", "two"));

    plane.stopApiServer();
    assertThatThrownBy(() -> read("kept")).hasMessageContaining("refused");
    plane.startApiServer();

    assertThat(read("kept")).isEqualTo("two");
  }

  @Test
  void keepsWhatWasStoredWhenTheApiServerIsKilled() {
    plane.apply(configMap("survivor", "three"));

    plane.killApiServer();
    plane.startApiServer();

    assertThat(read("survivor")).isEqualTo("three");
  }

  @Test
  void keepsWhatWasStoredWhileEtcdIsAway() {
    plane.apply(configMap("patient", "four"));

    plane.loseEtcdFor(Duration.ofMillis(500));

    assertThat(read("patient")).isEqualTo("four");
  }

  @Test
  void letsAUserDoWhatARoleOfTheirGroupAllows() {
    plane.kubectl("create", "role", "reading", "--verb=get", "--resource=configmaps");
    plane.kubectl("create", "rolebinding", "reading", "--role=reading", "--group=readers");
    plane.apply(configMap("public", "five"));

    assertThat(plane.kubectlAs(READER, "get", "configmap", "public", "-o", "name")).isNotBlank();
    assertThatThrownBy(() -> plane.kubectlAs(READER, "delete", "configmap", "public"))
        .hasMessageContaining("User \"reader\" cannot delete resource \"configmaps\"");
  }

  private String read(String name) {
    return plane.kubectl("get", "configmap", name, "-o", "jsonpath={.data.value}");
  }

  private static String configMap(String name, String value) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: %s
    data:
      value: "%s"
    """
        .formatted(name, value);
  }
}
