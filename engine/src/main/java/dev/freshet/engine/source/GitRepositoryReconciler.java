package dev.freshet.engine.source;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.source.Artifact;
import dev.freshet.api.source.ContentSpec;
import dev.freshet.api.source.GitRepository;
import dev.freshet.api.source.GitRepositoryStatus;
import dev.freshet.api.source.Include;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.artifact.Archiving;
import dev.freshet.engine.artifact.ArtifactException;
import dev.freshet.engine.artifact.ArtifactStore;
import dev.freshet.engine.artifact.Assembly;
import dev.freshet.engine.credential.GitRemotes;
import dev.freshet.engine.git.GitMirror;
import dev.freshet.engine.git.GitMirrors;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.git.tree.RevisionTree;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.process.EngineParts;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.ReconcileContext;
import dev.freshet.engine.reconcile.ReconcileResult;
import dev.freshet.engine.reconcile.Reconciler;
import dev.freshet.engine.reconcile.RunDeadline;
import dev.freshet.engine.state.StatusStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the artifact of one GitRepository: looks what the reference means, and when that, the spec
 * or an included artifact has changed, packs it anew. A run that finds nothing new costs one
 * request.
 */
public final class GitRepositoryReconciler
    implements Reconciler<GitRepository, GitRepositoryStatus> {
  private static final Logger LOG = LoggerFactory.getLogger(GitRepositoryReconciler.class);

  private final GitMirrors mirrors;
  private final GitRemotes remotes;
  private final Archiving archiving;
  private final ArtifactStore store;
  private final StatusStore statuses;
  private final InstantSource clock;
  private final RunDeadline deadline;
  private final Duration requeueDependency;

  public GitRepositoryReconciler(EngineParts parts) {
    this.mirrors = parts.mirrors();
    this.remotes = parts.remotes();
    this.archiving = parts.archiving();
    this.store = archiving.store();
    this.statuses = parts.statuses();
    this.clock = parts.pace().clock();
    this.deadline = new RunDeadline(parts.pace().slack());
    this.requeueDependency = parts.pace().requeueDependency();
  }

  @Override
  public Kind<GitRepository, GitRepositoryStatus> kind() {
    return GitRepository.KIND;
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.SUSPENSION_IN_CONDITION);
  }

  @Override
  public void forget(NamespacedName name) {
    mirrors.release(Holder.of(new ObjectKey(kind(), name)));
  }

  @Override
  public ReconcileResult<GitRepositoryStatus> reconcile(
      KnownObjects objects,
      GitRepository repository,
      ReconcileContext<GitRepositoryStatus> context) {
    SourceRun run = SourceRun.begin(context, repository, clock);
    try {
      return deadline.during(repository.timeout(), () -> reconcile(objects, repository, run));
    } catch (Throwable failure) {
      return run.failed(SourceFailures.of(failure, repository), requeueDependency);
    }
  }

  private ReconcileResult<GitRepositoryStatus> reconcile(
      KnownObjects objects, GitRepository repository, SourceRun run) {
    inspectStorage(run);
    requireSupported(repository);
    GitMirror mirror = mirrors.mirror(remotes.of(objects, repository), Holder.of(repository.key()));
    List<Artifact> includes = includes(objects, repository);
    run.clear(SourceCondition.INCLUDE_UNAVAILABLE);
    return produce(run, repository, mirror, includes);
  }

  /** Deletes the artifacts of an object that is about to go, and tells of those there were. */
  @Override
  public Optional<Event> cleanUp(NamespacedName source) {
    try {
      return store.removeAll(source)
          ? Optional.of(
              new Event(
                  new ObjectKey(kind(), source),
                  Event.Type.TRACE,
                  Reason.GARBAGE_COLLECTION_SUCCEEDED,
                  "garbage collected artifacts for deleted resource",
                  clock.instant()))
          : Optional.empty();
    } catch (ArtifactException failure) {
      throw ArtifactFailures.told(failure);
    }
  }

  private void inspectStorage(SourceRun run) {
    Optional<Artifact> artifact = run.status().artifact();
    if (artifact.isEmpty()) {
      run.lacksArtifact("building artifact");
      return;
    }
    collectGarbage(run, artifact.get());
    switch (store.inspect(artifact.get())) {
      case ArtifactStore.Inspection.Intact() -> run.stored(store.located(artifact.get()));
      case ArtifactStore.Inspection.Missing() ->
          run.lacksArtifact("building artifact: disappeared from storage");
      case ArtifactStore.Inspection.Damaged(String problem) -> {
        run.tell(
            Event.Type.WARNING,
            Reason.ARTIFACT_VERIFICATION_FAILED,
            "failed to verify integrity of artifact: " + problem);
        store.remove(artifact.get());
        run.lacksArtifact("building artifact: disappeared from storage");
      }
    }
  }

  /** Files that stay a while longer do no harm, so that this fails no run. */
  private void collectGarbage(SourceRun run, Artifact current) {
    try {
      int deleted = store.collectGarbage(current);
      if (deleted > 0) {
        run.tell(
            Event.Type.TRACE,
            Reason.GARBAGE_COLLECTION_SUCCEEDED,
            "garbage collected " + deleted + " artifacts");
      }
    } catch (ArtifactException failure) {
      LOG.warn("{}", ArtifactFailures.told(failure).getMessage());
    }
  }

  /** What Freshet cannot do must not be left out in silence: others rely on the artifact. */
  private static void requireSupported(GitRepository repository) {
    if (repository.verify().isPresent()) {
      throw new ReasonedException(
          Reason.INVALID_VERIFICATION_MODE,
          "verification of signatures (spec.verify) is not there yet");
    }
    if (repository.content().recurseSubmodules()) {
      throw new ReasonedException(
          Reason.FEATURE_GATE_DISABLED, "submodules (spec.recurseSubmodules) are not there yet");
    }
    if (repository.serviceAccountName().isPresent()) {
      throw new ReasonedException(
          Reason.FEATURE_GATE_DISABLED,
          "to use spec.serviceAccountName for provider authentication please enable the"
              + " ObjectLevelWorkloadIdentity feature gate in the controller");
    }
  }

  /** The artifacts to include, in the order of the spec; waits for those that are not there. */
  private List<Artifact> includes(KnownObjects objects, GitRepository repository) {
    List<Artifact> includes = new ArrayList<>();
    for (Include include : repository.content().include()) {
      var name = new NamespacedName(repository.metadata().namespace(), include.repository());
      if (objects.find(GitRepository.KIND, name).isEmpty()) {
        throw new ReasonedException(
            Reason.NOT_FOUND,
            "could not get resource for include '%s': ".formatted(include.repository())
                + objects
                    .refusal(GitRepository.KIND, name, name.namespace())
                    .orElse(
                        "GitRepository.source.toolkit.fluxcd.io \"%s\" not found%s"
                            .formatted(name.name(), objects.adviceOnMissing())));
      }
      includes.add(
          statuses
              .read(GitRepository.KIND, name)
              .artifact()
              .orElseThrow(() ->
                  new ReasonedException(
                      Reason.NO_ARTIFACT,
                      "no artifact available for include '%s'".formatted(include.repository()))));
    }
    return includes;
  }

  private ReconcileResult<GitRepositoryStatus> produce(
      SourceRun run, GitRepository repository, GitMirror mirror, List<Artifact> includes) {
    CheckoutRef ref = repository.ref().map(GitRemotes::checkout).orElse(CheckoutRef.DEFAULT);
    boolean sameIncludes = isSame(run.status().includedArtifacts(), includes);
    boolean sameContent = run.status().observed().equals(repository.content());
    if (!sameIncludes) {
      run.outdated(Reason.INCLUDE_CHANGE, "included artifacts differ from last observed includes");
      run.clear(SourceCondition.ARTIFACT_OUTDATED);
    }
    Optional<Artifact> stored = run.status().artifact();
    if (sameIncludes && sameContent && stored.isPresent()) {
      String revision = mirror.head(ref).toString();
      if (stored.get().revision().equals(revision)) {
        return unchanged(run, repository, ref, revision);
      }
    }
    return mirror.tree(ref, tree -> archive(run, repository, tree, includes));
  }

  /** Flux clones again for a range or a commit, and finds the artifact to be up to date then. */
  private ReconcileResult<GitRepositoryStatus> unchanged(
      SourceRun run, GitRepository repository, CheckoutRef ref, String revision) {
    Duration next = archiving.next(repository.interval());
    return switch (ref) {
      case CheckoutRef.Branch _, CheckoutRef.TagName _, CheckoutRef.RefName _ ->
          run.unchanged(
              Reason.GIT_OPERATION_SUCCEEDED,
              "no changes since last reconciliation: observed revision '" + revision + "'",
              next);
      case CheckoutRef.SemVer _, CheckoutRef.Commit _ ->
          run.unchanged(
              Reason.ARTIFACT_UP_TO_DATE,
              "artifact up-to-date with remote revision: '" + revision + "'",
              next);
    };
  }

  private ReconcileResult<GitRepositoryStatus> archive(
      SourceRun run, GitRepository repository, RevisionTree tree, List<Artifact> includes) {
    run.clear(SourceCondition.FETCH_FAILED);
    ContentSpec content = repository.content();
    try (Assembly assembly = Assembly.of(store, tree, content)) {
      String revision = tree.revision().toString();
      boolean known =
          run.status().artifact().map(Artifact::revision).filter(revision::equals).isPresent();
      if (!known) {
        run.outdated(Reason.NEW_REVISION, "new upstream revision '" + revision + "'");
      }
      for (int i = 0; i < includes.size(); i++) {
        assembly.include(content.include().get(i), includes.get(i));
      }
      Artifact artifact = assembly.archive(repository.metadata().key());
      return run.archived(
          artifact, includes, tree.subject(), archiving.next(repository.interval()));
    }
  }

  private static boolean isSame(List<Artifact> observed, List<Artifact> current) {
    if (observed.size() != current.size()) {
      return false;
    }
    for (int i = 0; i < current.size(); i++) {
      if (!observed.get(i).hasContentOf(current.get(i))) {
        return false;
      }
    }
    return true;
  }
}
