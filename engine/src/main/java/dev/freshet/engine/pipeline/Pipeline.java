package dev.freshet.engine.pipeline;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.api.image.ScanResult;
import dev.freshet.api.source.GitRepository;
import dev.freshet.api.source.GitRepositoryStatus;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.plan.FileProblem;
import dev.freshet.engine.git.GitMirrors;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.registry.RegistryClient;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.StatusKind;
import dev.freshet.engine.state.StatusStore;
import dev.freshet.engine.work.Workers;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Runs one object at a time through its stage, keeps its status, and says what has to run next.
 * Different objects may run at once; the caller never runs the same object twice at once.
 */
public final class Pipeline {
  private final GitMirrors mirrors;
  private final GitRepositoryReconciler sources;
  private final ImageRepositoryReconciler repositories;
  private final ImagePolicyReconciler policies;
  private final ImageUpdateAutomationReconciler automations;
  private final StatusUpdater statusUpdater;
  private final Corrections corrections;
  private final StatusStore statuses;
  private final RunBoundary boundary;
  private final RunDeadline deadline;
  private final Consumer<Event> told;
  private final InstantSource clock;
  private final ToldProblems problems;

  public Pipeline(
      RegistryClient registry,
      RegistryAccesses accesses,
      Ledger ledger,
      GitMirrors mirrors,
      GitRemotes remotes,
      Archiving archiving,
      StatusStore statuses,
      Consumer<Event> told,
      Workers workers,
      Survival survival,
      Pace pace) {
    this.clock = pace.clock();
    this.mirrors = mirrors;
    var guard = new DowngradeGuard(registry, workers);
    var digests = new DigestReflector(registry);
    this.sources =
        new GitRepositoryReconciler(mirrors, new SourceRemotes(remotes), archiving, statuses, pace);
    this.repositories =
        new ImageRepositoryReconciler(new Scans(registry, clock), ledger, accesses, workers, pace);
    var stored = new StoredTags(ledger, registry.memory());
    this.policies = new ImagePolicyReconciler(stored, accesses, guard, digests, workers, pace);
    this.automations =
        new ImageUpdateAutomationReconciler(
            mirrors,
            remotes,
            new UpdatePlanner(stored, accesses, guard, digests, workers, clock),
            pace);
    this.statusUpdater = new StatusUpdater(statuses, told, clock);
    this.corrections = new Corrections(statusUpdater, policies, statuses, told, clock);
    this.statuses = statuses;
    this.boundary = new RunBoundary(survival, this::letGo, told, clock);
    this.deadline = new RunDeadline(pace.slack());
    this.told = told;
    this.problems = new ToldProblems(told, clock);
  }

  /**
   * Runs the object through the stage of its kind; whatever goes wrong is told and fails this run.
   *
   * @throws CancellationException when this thread is interrupted
   */
  public Run run(KnownObjects objects, Reconcilable one, Trigger trigger) {
    return boundary.around(
        one,
        () -> begin(objects, one, trigger),
        tooMuch -> refuse(one.key(), one.metadata().generation(), trigger, tooMuch));
  }

  private Run begin(KnownObjects objects, Reconcilable one, Trigger trigger) {
    return switch (one) {
      case Reconcilable.Source(GitRepository repository) -> archive(objects, repository, trigger);
      case Reconcilable.Repository(ImageRepository repository) ->
          scan(objects, repository, trigger);
      case Reconcilable.Policy(ImagePolicy policy) -> select(objects, policy, trigger);
      case Reconcilable.Automation(ImageUpdateAutomation automation) ->
          update(objects, automation, trigger);
    };
  }

  /** A suspended object is left alone, but its status tells that the suspension was seen. */
  public void rest(ObjectKey key, long generation, Trigger trigger) {
    statusUpdater.rest(key, generation, trigger);
  }

  /** Tells that an object cannot be run as it is, although its schema let it through. */
  public Run refuse(ObjectKey key, long generation, Trigger trigger, AutomationException problem) {
    statusUpdater.refuse(key, generation, trigger, problem);
    return new Run(Run.Result.STALLED, List.of(), Optional.empty());
  }

  /**
   * Deletes what is kept for an object that is about to go. What the object declares by now may be
   * unreadable, so its name has to do.
   */
  public void cleanUp(ObjectKey key) {
    switch (key.kind()) {
      case GIT_REPOSITORY -> sources.cleanUp(key).ifPresent(told);
      case IMAGE_REPOSITORY -> repositories.cleanUp(key.name());
      case IMAGE_POLICY, IMAGE_UPDATE_AUTOMATION -> {}
    }
  }

  /** Forgets what is remembered of an object that is gone. */
  public void forget(ObjectKey key) {
    statusUpdater.forget(key);
    boundary.forget(key);
  }

  private void letGo(ObjectKey key) {
    mirrors.release(key.holder());
    switch (key.kind()) {
      case GIT_REPOSITORY, IMAGE_POLICY -> {}
      case IMAGE_REPOSITORY -> repositories.forget(key.name());
      case IMAGE_UPDATE_AUTOMATION -> problems.forget(key.name());
    }
  }

  /**
   * Packs what a source holds now; the sources that include it come back when that was done: one
   * that was lost and came out the same has been missed meanwhile.
   */
  private Run archive(KnownObjects objects, GitRepository repository, Trigger trigger) {
    Reconcilable one = new Reconcilable.Source(repository);
    StatusUpdater.Finished<GitRepositoryStatus> done =
        statusUpdater.run(
            StatusKind.SOURCE,
            one,
            trigger,
            context -> sources.reconcile(objects, repository, context));
    boolean packed =
        done.after()
            .artifact()
            .filter(artifact -> done.before().artifact().filter(artifact::equals).isEmpty())
            .isPresent();
    List<ObjectKey> next = packed ? objects.madeFrom(one.key()).toList() : List.of();
    return new Run(ReadyConditions.result(done.after().conditions()), next, done.next());
  }

  /** Scans one repository if that is due; the policies that have to select again come back. */
  private Run scan(KnownObjects objects, ImageRepository repository, Trigger trigger) {
    Reconcilable one = new Reconcilable.Repository(repository);
    StatusUpdater.Finished<ImageRepositoryStatus> done =
        statusUpdater.run(
            StatusKind.REPOSITORY,
            one,
            trigger,
            context ->
                deadline.during(
                    objects,
                    one,
                    () -> repositories.reconcile(objects, repository, context, trigger.cause())));
    if (Degradation.isMarked(done.after().conditions())) {
      // Nobody else looks when the policy that kept a tag is gone.
      corrections.markScan(objects, repository.metadata().key());
    }
    boolean changed =
        !done.before()
            .lastScanResult()
            .map(ScanResult::revision)
            .equals(done.after().lastScanResult().map(ScanResult::revision));
    List<ObjectKey> next = changed ? objects.madeFrom(one.key()).toList() : List.of();
    return new Run(ReadyConditions.result(done.after().conditions()), next, done.next());
  }

  /** Selects for one policy; the automations that have to write come back. */
  private Run select(KnownObjects objects, ImagePolicy policy, Trigger trigger) {
    Reconcilable one = new Reconcilable.Policy(policy);
    StatusUpdater.Finished<ImagePolicyStatus> done =
        statusUpdater.run(
            StatusKind.POLICY,
            one,
            trigger,
            context ->
                deadline.during(objects, one, () -> policies.reconcile(objects, policy, context)));
    if (Degradation.isMarked(done.before().conditions())
        || Degradation.isMarked(done.after().conditions())) {
      corrections.markScan(objects, policy.imageRepositoryRef());
    }
    boolean moved = !done.after().latestRef().equals(done.before().latestRef());
    List<ObjectKey> next = moved ? objects.madeFrom(one.key()).toList() : List.of();
    return new Run(ReadyConditions.result(done.after().conditions()), next, done.next());
  }

  /** Writes what the policies have selected to Git. */
  private Run update(KnownObjects objects, ImageUpdateAutomation automation, Trigger trigger) {
    NamespacedName name = automation.metadata().key();
    AtomicReference<Optional<PlannedUpdate>> planned = new AtomicReference<>(Optional.empty());
    StatusUpdater.Finished<ImageUpdateAutomationStatus> done =
        statusUpdater.run(
            StatusKind.AUTOMATION,
            new Reconcilable.Automation(automation),
            trigger,
            context -> {
              ImageUpdateAutomationReconciler.Updated updated =
                  automations.reconcile(objects, automation, latest(objects, automation), context);
              planned.set(updated.plan());
              return updated.reconciled();
            });
    List<FileProblem> found = planned.get().map(plan -> plan.plan().problems()).orElse(List.of());
    List<ObjectKey> unsettled =
        planned.get().map(plan -> corrections.adopt(objects, plan.corrected())).orElse(List.of());
    problems.tell(name, found);
    Run.Result result = ReadyConditions.result(done.after().conditions());
    boolean flawed =
        result == Run.Result.SUCCEEDED && found.stream().anyMatch(ToldProblems::isError);
    return new Run(flawed ? Run.Result.FLAWED : result, unsettled, done.next());
  }

  /** What an update would write to Git now; nothing is written, told or remembered. */
  public PlannedUpdate preview(KnownObjects objects, ImageUpdateAutomation automation) {
    return automations.preview(objects, automation, latest(objects, automation));
  }

  private Map<NamespacedName, ImageRef> latest(
      KnownObjects objects, ImageUpdateAutomation automation) {
    var _ = automation.requireSelector(); // where there is no policy to select, too
    Map<NamespacedName, ImageRef> latest = new HashMap<>();
    for (ImagePolicy policy : objects.policies()) {
      NamespacedName name = policy.metadata().key();
      if (automation.selects(policy)) {
        statuses.policy(name).latestRef().ifPresent(ref -> latest.put(name, ref));
      }
    }
    return latest;
  }
}
