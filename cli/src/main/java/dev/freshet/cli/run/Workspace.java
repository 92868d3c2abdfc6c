package dev.freshet.cli.run;

import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.artifact.ArtifactStore;
import dev.freshet.engine.git.GitMirrors;
import dev.freshet.engine.git.access.GitCredentialFill;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.http.Connections;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.pipeline.Archiving;
import dev.freshet.engine.pipeline.Event;
import dev.freshet.engine.pipeline.GitRemotes;
import dev.freshet.engine.pipeline.Pace;
import dev.freshet.engine.pipeline.Pipeline;
import dev.freshet.engine.pipeline.RegistryAccesses;
import dev.freshet.engine.pipeline.Survival;
import dev.freshet.engine.proxy.EnvironmentProxies;
import dev.freshet.engine.registry.RegistryClient;
import dev.freshet.engine.secret.HomeCredentials;
import dev.freshet.engine.source.ManifestSource;
import dev.freshet.engine.state.StateFolder;
import dev.freshet.engine.work.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What a run works with, opened once: registries, mirrors, the ledger, the manifests' source. */
final class Workspace implements AutoCloseable {
  private final SourceOptions options;
  private final String namespace;
  private final StateFolder state;
  private final InstantSource clock = InstantSource.system();
  private final Connections connections;
  private final Pace pace = Pace.of(clock, Pace.REQUEUE_DEPENDENCY);
  private final Workers workers = Workers.ofThisMachine();
  private final Survival survival;
  private final RegistryClient registry;
  private final GitMirrors mirrors;
  private final GitRemotes remotes;
  private final ManifestSource source;

  Workspace(SourceOptions options, String namespace, StateFolder state) {
    this.options = options;
    this.namespace = namespace;
    this.state = state;
    this.survival = Survival.in(state);
    RandomGenerator random = RandomGenerator.getDefault();
    this.connections =
        new Connections(new EnvironmentProxies(System.getenv()), options.addresses());
    this.registry = new RegistryClient(pace.steady(), random, Thread::sleep, connections);
    this.mirrors = new GitMirrors(state.git(), clock, random, connections, workers);
    this.remotes = new GitRemotes(GitCredentialFill.ofUser()::credentials, pace.steady());
    this.source = source();
  }

  private ManifestSource source() {
    if (!options.isUrl()) {
      return new ManifestSource.Folder(Path.of(options.from()).resolve(options.path()).normalize());
    }
    GitRemote remote = remotes.of(options.from());
    CheckoutRef ref =
        options
            .branch()
            .<CheckoutRef>map(CheckoutRef.Branch::new)
            .orElse(new CheckoutRef.RefName("HEAD"));
    return new ManifestSource.GitBranch(
        mirrors.mirror(remote, Holder.PROCESS), ref, options.path());
  }

  Manifests load() {
    List<ManifestText> texts = new ArrayList<>(source.read());
    options.secrets().ifPresent(folder -> texts.addAll(new ManifestSource.Folder(folder).read()));
    return workers.run(Holder.PROCESS.namespace(), () -> Manifests.read(texts, namespace));
  }

  /** Changes when {@link #load()} may give something else. */
  String fingerprint() {
    return source.fingerprint()
        + options
            .secrets()
            .map(folder -> " " + new ManifestSource.Folder(folder).fingerprint())
            .orElse("");
  }

  Pipeline pipeline(Consumer<Event> told) {
    return new Pipeline(
        registry,
        new RegistryAccesses(
            HomeCredentials.of(Path.of(System.getProperty("user.home")), System.getenv())
                ::credentials),
        new Ledger(state.ledger()),
        mirrors,
        remotes,
        new Archiving(
            ArtifactStore.unserved(state.artifacts(), clock),
            Archiving.STANDARD_JITTER,
            RandomGenerator.getDefault()),
        state.statuses(),
        told,
        workers,
        survival,
        pace);
  }

  Survival survival() {
    return survival;
  }

  @Override
  public void close() throws IOException {
    mirrors.close();
    connections.close();
    workers.close();
    survival.close();
  }
}
