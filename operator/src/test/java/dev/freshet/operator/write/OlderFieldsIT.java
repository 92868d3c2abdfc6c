package dev.freshet.operator.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.source.GitRepository;
import dev.freshet.api.source.GitRepositoryStatus;
import dev.freshet.core.image.Digest;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import dev.freshet.operator.cache.Cluster;
import dev.freshet.operator.cache.ObjectChange;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the statuses of earlier versions had, and who reads and writes those still finds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OlderFieldsIT {
  @AutoClose private final Cluster cluster = Cluster.start();

  @Test
  void theLatestImageIsOneTextAsInTheFirstVersion() {
    ObjectKey key = policy("told");

    cluster.statuses.write(
        ImagePolicy.KIND, key.name(), selected("1.0.0").withLatest(ref("1.1.0")));

    assertThat(cluster.plane.kubectl("get", "imagepolicies.v1beta1.image.toolkit.fluxcd.io/told"))
        .contains("LATESTIMAGE")
        .containsPattern("told +alpine:1.1.0");
    assertThat(cluster.stored(key, "{.status.observedPreviousImage}")).isEqualTo("alpine:1.0.0");
  }

  @Test
  void whatAnotherWroteOfAnEarlierSelectionGoes() {
    ObjectKey key = policy("stale");
    cluster.patchStatus(
        key, "{\"latestImage\":\"alpine:0.9\",\"observedPreviousImage\":\"alpine:0.8\"}");
    await().until(() -> cluster.known(key).status().has("latestImage"));

    cluster.statuses.write(ImagePolicy.KIND, key.name(), selected("1.0.0"));

    assertThat(cluster.stored(key, "{.status.latestImage}")).isEqualTo("alpine:1.0.0");
    assertThat(cluster.stored(key, "{.status.observedPreviousImage}")).isEmpty();

    cluster.statuses.write(ImagePolicy.KIND, key.name(), ImagePolicyStatus.INITIAL);

    assertThat(cluster.stored(key, "{.status}")).isEqualTo("{\"observedGeneration\":-1}");
  }

  @Test
  void theAddressOfAServerThatIsNoMoreGoes() {
    cluster.plane.apply(
        """
        apiVersion: source.toolkit.fluxcd.io/v1beta1
        kind: GitRepository
        metadata: {name: moved, namespace: default}
        spec: {url: 'https://git.example/fleet', interval: 1m}
        """);
    ObjectKey key = Cluster.key(GitRepository.KIND, "moved");
    cluster.patchStatus(
        key, "{\"url\":\"http://gone/latest.tar.gz\",\"contentConfigChecksum\":\"sha256:1\"}");
    await()
        .until(
            () -> cluster.cache.find(key).filter(known -> known.status().has("url")).isPresent());

    cluster.statuses.write(GitRepository.KIND, key.name(), GitRepositoryStatus.INITIAL);

    assertThat(cluster.stored(key, "{.status}")).isEqualTo("{\"observedGeneration\":-1}");
  }

  /** As Flux's own of today: the API server cuts the older fields off whatever writes them. */
  @Test
  void underACrdWithoutThemNothingIsWrittenAgainAndAgain() {
    try (Cluster other = Cluster.start()) {
      ObjectKey key = policy(other, "cut");
      cutOffLatestImage(other, key);
      other.statuses.write(ImagePolicy.KIND, key.name(), selected("1.0.0"));
      String version = other.stored(key, "{.metadata.resourceVersion}");

      other.statuses.write(ImagePolicy.KIND, key.name(), selected("1.0.0"));

      assertThat(other.stored(key, "{.status.latestImage}")).isEmpty();
      assertThat(other.stored(key, "{.metadata.resourceVersion}")).isEqualTo(version);
      assertThat(other.statuses.read(ImagePolicy.KIND, key.name())).isEqualTo(selected("1.0.0"));
    }
  }

  private static void cutOffLatestImage(Cluster cluster, ObjectKey key) {
    String remove =
        "{\"op\":\"remove\",\"path\":\"/spec/versions/%d/schema/openAPIV3Schema/properties/status/properties/latestImage\"}";
    cluster.plane.kubectl(
        "patch",
        "crd",
        "imagepolicies.image.toolkit.fluxcd.io",
        "--type=json",
        "-p",
        "[%s,%s,%s]".formatted(remove.formatted(0), remove.formatted(1), remove.formatted(2)));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          cluster.patchStatus(key, "{\"latestImage\":\"x\"}");
          return cluster.stored(key, "{.status.latestImage}").isEmpty();
        });
  }

  private ObjectKey policy(String name) {
    return policy(cluster, name);
  }

  private static ObjectKey policy(Cluster cluster, String name) {
    cluster.plane.apply(
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata: {name: %s, namespace: default}
        spec: {imageRepositoryRef: {name: app}, policy: {semver: {range: '*'}}}
        """
            .formatted(name));
    ObjectKey key = Cluster.key(ImagePolicy.KIND, name);
    await().until(() -> cluster.told.contains(new ObjectChange.Created(key)));
    return key;
  }

  private static ImagePolicyStatus selected(String tag) {
    return ImagePolicyStatus.INITIAL.withLatest(ref(tag));
  }

  private static ImageRef ref(String tag) {
    return new ImageRef(
        "alpine", new Tag(tag), Optional.of(new Digest("sha256:" + "0".repeat(64))));
  }
}
