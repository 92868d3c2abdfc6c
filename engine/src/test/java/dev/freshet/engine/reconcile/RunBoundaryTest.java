package dev.freshet.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.engine.state.StateFolder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunBoundaryTest {
  private static final Run DONE = new Run(Run.Result.SUCCEEDED, List.of(), Optional.empty());

  @TempDir private Path folder;
  private final List<ObjectKey> letGo = new ArrayList<>();
  private Survival survival;
  private RunBoundary boundary;
  private Reconcilable one;

  @BeforeEach
  void open() {
    survival = Survival.in(new StateFolder(folder));
    boundary = new RunBoundary(survival, letGo::add, _ -> {}, InstantSource.system());
    one =
        Manifests.read(
                new Kinds(List.of(ImageUpdateAutomation.KIND)),
                List.of(
                    new ManifestText(
                        "app.yaml",
                        """
                        apiVersion: image.toolkit.fluxcd.io/v1
                        kind: ImageRepository
                        metadata: {name: app}
                        spec: {image: registry.example/app, interval: 1m}
                        """)),
                "apps")
            .all(ImageRepository.KIND)
            .getFirst();
  }

  @AfterEach
  void close() throws Exception {
    survival.close();
  }

  @Test
  void letsGoOfWhatIsHeldForAnObjectThatIsGone() {
    boundary.around(one, () -> DONE, _ -> DONE);

    boundary.forget(one.key());

    assertThat(letGo).containsExactly(one.key());
  }

  @Test
  void letsGoAgainOfWhatARunTookAfterItsObjectHadGone() {
    boundary.around(
        one,
        () -> {
          boundary.forget(one.key());
          return DONE;
        },
        _ -> DONE);

    assertThat(letGo).containsExactly(one.key(), one.key());
    boundary.around(one, () -> DONE, _ -> DONE);
    assertThat(letGo).hasSize(2);
  }
}
