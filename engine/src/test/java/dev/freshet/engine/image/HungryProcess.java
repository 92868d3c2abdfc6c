package dev.freshet.engine.image;

import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.engine.artifact.Archiving;
import dev.freshet.engine.artifact.ArtifactStore;
import dev.freshet.engine.credential.GitRemotes;
import dev.freshet.engine.credential.RegistryAccesses;
import dev.freshet.engine.git.GitMirrors;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.object.ManifestObjects;
import dev.freshet.engine.process.Controller;
import dev.freshet.engine.process.EngineParts;
import dev.freshet.engine.process.ImageListener;
import dev.freshet.engine.queue.Daemon;
import dev.freshet.engine.reconcile.Pace;
import dev.freshet.engine.reconcile.Survival;
import dev.freshet.engine.registry.RegistryClient;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.engine.state.StateFolder;
import dev.freshet.engine.work.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/** Runs two objects for as long as it lives, one of which needs more memory than there is. */
public final class HungryProcess {
  private static final String MANIFESTS =
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageRepository
      metadata: {name: hungry, namespace: apps}
      spec: {image: 127.0.0.1:1/hungry, interval: 1h}
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageRepository
      metadata: {name: modest, namespace: apps}
      spec: {image: 127.0.0.1:1/modest, interval: 1h}
      """;

  private HungryProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    StateFolder state = new StateFolder(Path.of(arguments[0]));
    state.lock("--state");
    InstantSource clock = InstantSource.system();
    Survival survival = Survival.in(state);
    var parts =
        new EngineParts(
            new RegistryClient(clock, new Random(1), _ -> {}, Connections.direct()),
            new RegistryAccesses(_ -> RegistryCredentials.ANONYMOUS),
            new Ledger(state.ledger()),
            new GitMirrors(
                state.git(), clock, new Random(1), Connections.direct(), Workers.ofThisMachine()),
            new GitRemotes(_ -> Optional.empty(), clock),
            new Archiving(ArtifactStore.unserved(state.artifacts(), clock), 0, new Random(1)),
            new HungryStatuses(state.statuses(), "hungry"),
            ImageListener.NONE,
            Workers.ofThisMachine(),
            survival,
            Pace.of(clock, Duration.ofSeconds(30)));
    var pipeline =
        Controller.pipeline(
            List.of(new Controller(ImageRepository.KIND, ImageRepositoryReconciler::new)),
            parts,
            event -> System.out.println(event.object() + " " + event.message()));
    var daemon = new Daemon(pipeline, survival);
    daemon.use(
        ManifestObjects.of(
            Manifests.read(
                new Kinds(List.of(ImageUpdateAutomation.KIND)),
                List.of(new ManifestText("all.yaml", MANIFESTS)),
                "apps")));
    new CountDownLatch(1).await();
    daemon.close();
  }
}
