package dev.freshet.operator.install;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server refuses before the operator sees it, and how it says so. */
class RefusalsIT {
  private static Plane plane;

  @BeforeAll
  static void start() {
    plane = Plane.serving(Samples.crds());
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void refuses(String version, String title, Samples.Refused refused) {
    assertThatThrownBy(() -> plane.tryToCreate(refused.in(version)))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(refused.message());
  }

  static Stream<Object[]> cases() {
    return Samples.VERSIONS.stream()
        .flatMap(version ->
            Samples.refused().map(refused -> new Object[] {version, refused.title(), refused}));
  }
}
