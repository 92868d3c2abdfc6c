package dev.freshet.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.ObjectKey.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunQueueTest {
  private static final ObjectKey POLICY =
      new ObjectKey(Kind.IMAGE_POLICY, new NamespacedName("default", "app"));

  private final List<ObjectKey> run = new CopyOnWriteArrayList<>();

  private static ManifestObjects policyOn(String repository) {
    String policy =
        """
        apiVersion: image.toolkit.fluxcd.io/v1
        kind: ImagePolicy
        metadata: {name: app}
        spec: {imageRepositoryRef: {name: '%s'}, policy: {semver: {range: 1.x}}}
        """
            .formatted(repository);
    return ManifestObjects.of(
        Manifests.read(List.of(new ManifestText("policy.yaml", policy)), "default"));
  }

  private RunQueue queue(KnownObjects objects) {
    return new RunQueue(
        () -> objects,
        (key, _) -> {
          run.add(key);
          return Optional.empty();
        },
        RunQueue.Backoff.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "My_Repo", "a/b", "..", "a b"})
  void runsAPolicyWhateverItRefersTo(String repository) {
    KnownObjects objects = policyOn(repository);
    assertThat(objects.policy(POLICY.name())).isPresent();

    try (RunQueue queue = queue(objects)) {
      queue.wake(POLICY);

      await().until(() -> run.contains(POLICY));
    }
  }
}
