package dev.freshet.engine.source;

import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.api.source.Artifact;
import dev.freshet.api.source.GitRepository;
import dev.freshet.api.source.GitRepositoryStatus;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.artifact.Archiving;
import dev.freshet.engine.artifact.ArtifactStore;
import dev.freshet.engine.artifact.DigestAlgorithm;
import dev.freshet.engine.artifact.Retention;
import dev.freshet.engine.credential.GitRemotes;
import dev.freshet.engine.credential.RegistryAccesses;
import dev.freshet.engine.git.GitMirrors;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.image.WatchedStatuses;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.object.DeclaredObjects;
import dev.freshet.engine.object.ManifestObjects;
import dev.freshet.engine.process.Controller;
import dev.freshet.engine.process.EngineParts;
import dev.freshet.engine.process.ImageListener;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.Pace;
import dev.freshet.engine.reconcile.Pipeline;
import dev.freshet.engine.reconcile.Run;
import dev.freshet.engine.reconcile.Survival;
import dev.freshet.engine.reconcile.Trigger;
import dev.freshet.engine.registry.RegistryClient;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.engine.state.StateFolder;
import dev.freshet.engine.state.Statuses;
import dev.freshet.engine.work.Workers;
import dev.freshet.testkit.git.GitHttpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A Git server, sources on its repositories, and the pipeline that archives them. */
final class SourceLab implements AutoCloseable {
  static final String NAMESPACE = "flux-system";

  final GitHttpServer server;
  final List<Event> events = new ArrayList<>();

  /** What was shown while runs were under way: the conditions of each step. */
  final List<List<String>> shown = new ArrayList<>();

  private final Map<String, String> manifests = new TreeMap<>();
  private final Path folder;
  private final Statuses statuses;
  private final RegistryClient registry;
  private final GitMirrors mirrors;
  private final ArtifactStore store;
  private final Workers workers = Workers.ofThisMachine();
  private final Pipeline pipeline;
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");

  SourceLab(Path folder, String address) {
    this.folder = folder;
    InstantSource clock = () -> now;
    StateFolder state = new StateFolder(folder.resolve("state"));
    server = GitHttpServer.startIn(folder, "served");
    statuses = state.statuses();
    registry = new RegistryClient(clock, new Random(1), _ -> {}, Connections.direct());
    mirrors =
        new GitMirrors(
            state.git(), clock, new Random(1), Connections.direct(), Workers.ofThisMachine());
    store =
        new ArtifactStore(
            state.artifacts(), address, Retention.STANDARD, DigestAlgorithm.SHA256, clock);
    var parts =
        new EngineParts(
            registry,
            new RegistryAccesses(_ -> RegistryCredentials.ANONYMOUS),
            new Ledger(state.ledger()),
            mirrors,
            new GitRemotes(_ -> Optional.empty(), clock),
            new Archiving(store, 0, new Random(1)),
            new WatchedStatuses(statuses, shown),
            ImageListener.NONE,
            workers,
            Survival.in(state),
            Pace.of(clock, Duration.ofSeconds(30)));
    pipeline =
        Controller.pipeline(
            List.of(new Controller(GitRepository.KIND, GitRepositoryReconciler::new)),
            parts,
            events::add);
  }

  /** Declares a source; more lines of its spec are indented by two. */
  void declare(String name, long generation, String url, String more) {
    declare(
        name,
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: GitRepository
        metadata: {name: %s, generation: %d}
        spec:
          interval: 1m
          url: '%s'
          timeout: 10s
        """
                .formatted(name, generation, url)
            + more);
  }

  void declare(String title, String yaml) {
    manifests.put(title, yaml);
  }

  /** Runs a source a minute after the last run; the events are those of this run. */
  Run run(String name) {
    return run(name, Trigger.SCHEDULE);
  }

  Run run(String name, Trigger trigger) {
    events.clear();
    shown.clear();
    now = now.plus(Duration.ofMinutes(1));
    return pipeline.run(objects(), source(name), trigger);
  }

  Pipeline pipeline() {
    return pipeline;
  }

  Reconcilable source(String name) {
    return objects().find(key(name)).orElseThrow();
  }

  ManifestObjects objects() {
    return DeclaredObjects.of(manifests, NAMESPACE);
  }

  GitRepositoryStatus status(String name) {
    return statuses.read(GitRepository.KIND, name(name));
  }

  Artifact artifact(String name) {
    return status(name).artifact().orElseThrow();
  }

  Path file(Artifact artifact) {
    return folder.resolve("state/artifacts").resolve(artifact.path());
  }

  /** The conditions as {@code Ready=True/Succeeded: message}. */
  List<String> conditions(String name) {
    return WatchedStatuses.texts(status(name));
  }

  /** The events as {@code NORMAL/NewArtifact: message}. */
  List<String> told() {
    return events.stream()
        .map(event -> "%s/%s: %s".formatted(event.type(), event.reason().text(), event.message()))
        .toList();
  }

  static NamespacedName name(String name) {
    return new NamespacedName(NAMESPACE, name);
  }

  static ObjectKey key(String name) {
    return new ObjectKey(GitRepository.KIND, name(name));
  }

  @Override
  public void close() {
    mirrors.close();
    server.close();
  }
}
