package dev.freshet.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written in one version reads the same in all. */
class SamplesIT {
  private static Plane plane;

  private JsonNode created = Samples.JSON.createObjectNode();

  @BeforeAll
  static void start() {
    plane = Plane.serving(Samples.crds());
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @AfterEach
  void delete() {
    plane.delete(created);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyFieldReadsBackInEveryVersion(Sample sample) {
    ObjectNode written = sample.tree();

    created = plane.create(written);
    ObjectNode withStatus = created.deepCopy();
    withStatus.set("status", written.path("status"));
    plane.writeStatus(withStatus);

    for (String version : Samples.VERSIONS) {
      JsonNode read = plane.read(sample.group() + "/" + version, written);
      assertThat(read.path("spec")).as(version).isEqualTo(written.path("spec"));
      assertThat(read.path("status")).as(version).isEqualTo(written.path("status"));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void applyingAgainChangesNothing(Sample sample) {
    ObjectNode manifest = sample.tree().without(List.of("status"));
    plane.applyByServer(manifest);
    created = plane.applyByServer(manifest); // stores the status that was only filled in before

    JsonNode again = plane.applyByServer(manifest);

    assertThat(again.at("/metadata/generation").asInt()).isEqualTo(1);
    assertThat(again.at("/metadata/resourceVersion"))
        .isEqualTo(created.at("/metadata/resourceVersion"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {kind: ImageRepository, spec: {image: alpine, interval: 1m}} \
          | {image: alpine, interval: 1m, exclusionList: ['^.*\\.sig$'], provider: generic}
          {kind: ImagePolicy, spec: {imageRepositoryRef: {name: a}, policy: {alphabetical: {}}}} \
          | {imageRepositoryRef: {name: a}, policy: {alphabetical: {order: asc}}, digestReflectionPolicy: Never}
          {kind: ImagePolicy, spec: {imageRepositoryRef: {name: a}, policy: {numerical: {}}}} \
          | {imageRepositoryRef: {name: a}, policy: {numerical: {order: asc}}, digestReflectionPolicy: Never}
          {kind: ImagePolicy, spec: {imageRepositoryRef: {name: a}, policy: {}}} \
          | {imageRepositoryRef: {name: a}, policy: {}, digestReflectionPolicy: Never}
          {kind: ImageUpdateAutomation, spec: {interval: 1m, sourceRef: {name: a}}} \
          | {interval: 1m, sourceRef: {kind: GitRepository, name: a}, update: {strategy: Setters}}
          {kind: ImageUpdateAutomation, spec: {interval: 1m, sourceRef: {name: a}, update: {path: ./a}}} \
          | {interval: 1m, sourceRef: {kind: GitRepository, name: a}, update: {strategy: Setters, path: ./a}}
          {kind: GitRepository, spec: {url: 'ssh://git@host/a', interval: 1m}} \
          | {url: 'ssh://git@host/a', interval: 1m, timeout: 60s}
          {kind: GitRepository, spec: {url: 'http://host/a', interval: 1m, verify: {secretRef: {name: a}}}} \
          | {url: 'http://host/a', interval: 1m, timeout: 60s, verify: {mode: HEAD, secretRef: {name: a}}}
          """)
  void whatIsLeftOutIsFilledIn(String written, String read) {
    for (String version : Samples.VERSIONS) {
      created = plane.create(Samples.complete(Samples.documents(written).getFirst(), version));

      assertThat(created.path("spec")).as(version).isEqualTo(Samples.documents(read).getFirst());
      assertThat(created.at("/status/observedGeneration").asInt()).as(version).isEqualTo(-1);
      plane.delete(created);
    }
  }

  static Stream<Sample> samples() {
    return Samples.full().stream()
        .flatMap(tree -> Samples.VERSIONS.stream().map(v -> new Sample(Samples.complete(tree, v))));
  }

  record Sample(ObjectNode tree) {
    String group() {
      return tree.path("apiVersion").asText().split("/", 2)[0];
    }

    @Override
    public String toString() {
      return tree.path("apiVersion").asText() + " " + tree.path("kind").asText();
    }
  }
}
