package dev.freshet.cli.run;

import dev.freshet.api.manifest.Kinds;
import dev.freshet.api.manifest.ManifestText;
import dev.freshet.api.manifest.Manifests;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.artifact.Archiving;
import dev.freshet.engine.artifact.ArtifactStore;
import dev.freshet.engine.file.DiskShares;
import dev.freshet.engine.file.DiskSize;
import dev.freshet.engine.git.access.GitCredentialFill;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.manifest.ManifestSource;
import dev.freshet.engine.process.Closer;
import dev.freshet.engine.process.Controller;
import dev.freshet.engine.process.EngineOptions;
import dev.freshet.engine.process.EngineParts;
import dev.freshet.engine.process.ImageListener;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.Pace;
import dev.freshet.engine.reconcile.Pipeline;
import dev.freshet.engine.secret.HomeCredentials;
import dev.freshet.engine.state.StateFolder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** What a run works with, opened once: what reconcilers share, and the manifests' source. */
final class Workspace implements AutoCloseable {
  private final SourceOptions options;
  private final String namespace;
  private final List<Controller> controllers;
  private final Kinds kinds;
  private final Closer closer = new Closer();
  private final EngineParts parts;
  private final ManifestSource source;

  Workspace(
      SourceOptions options, String namespace, List<Controller> controllers, StateFolder state) {
    this.options = options;
    this.namespace = namespace;
    this.controllers = controllers;
    this.kinds = new Kinds(Controller.kinds(controllers));
    InstantSource clock = InstantSource.system();
    this.parts =
        EngineParts.open(
            state,
            new EngineOptions(
                options.addresses(),
                new DiskShares(DiskSize.ANY),
                Pace.of(clock, Pace.REQUEUE_DEPENDENCY),
                HomeCredentials.of(Path.of(System.getProperty("user.home")), System.getenv())
                    ::credentials,
                GitCredentialFill.ofUser()::credentials,
                _ -> {},
                ImageListener.NONE),
            state.statuses(),
            new Archiving(
                ArtifactStore.unserved(state.artifacts(), clock),
                Archiving.STANDARD_JITTER,
                RandomGenerator.getDefault()),
            closer);
    this.source = source();
  }

  private ManifestSource source() {
    if (!options.isUrl()) {
      return new ManifestSource.Folder(Path.of(options.from()).resolve(options.path()).normalize());
    }
    GitRemote remote = parts.remotes().of(options.from());
    CheckoutRef ref =
        options
            .branch()
            .<CheckoutRef>map(CheckoutRef.Branch::new)
            .orElse(new CheckoutRef.RefName("HEAD"));
    return new ManifestSource.GitBranch(parts.mirrors(), remote, ref, options.path());
  }

  Manifests load() {
    List<ManifestText> texts = new ArrayList<>(source.read(kinds));
    options
        .secrets()
        .ifPresent(folder -> texts.addAll(new ManifestSource.Folder(folder).read(kinds)));
    return parts
        .workers()
        .run(Holder.PROCESS.namespace(), () -> Manifests.read(kinds, texts, namespace));
  }

  /** Changes when {@link #load()} may give something else. */
  String fingerprint() {
    return source.fingerprint()
        + options
            .secrets()
            .map(folder -> " " + new ManifestSource.Folder(folder).fingerprint())
            .orElse("");
  }

  Kinds kinds() {
    return kinds;
  }

  Pipeline pipeline(Consumer<Event> events) {
    return Controller.pipeline(controllers, parts, events);
  }

  EngineParts parts() {
    return parts;
  }

  @Override
  public void close() {
    closer.close();
  }
}
