package dev.freshet.engine.pipeline;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ObjectStatus;
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
import dev.freshet.core.Reason;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.image.Tag;
import dev.freshet.core.plan.FileProblem;
import dev.freshet.engine.git.GitMirrors;
import dev.freshet.engine.ledger.Ledger;
import dev.freshet.engine.registry.RegistryClient;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.StatusStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Runs one object at a time through its stage, keeps its status, and says what has to run next.
 * Different objects may run at once; the caller never runs the same object twice at once.
 */
public final class Pipeline {
  /** How soon Flux looks again for an object that another waits for. */
  public static final Duration REQUEUE_DEPENDENCY = Duration.ofSeconds(30);

  private final SourceStage sources;
  private final RepositoryStage repositories;
  private final PolicyStage policies;
  private final AutomationStage automations;
  private final StatusStore statuses;
  private final Consumer<Event> told;
  private final InstantSource clock;

  /** What an automation last reported about files, so that the same thing is told once. */
  private final Map<NamespacedName, List<FileProblem>> problems = new ConcurrentHashMap<>();

  /** A status is written by its own object's run, and now and then by one further down. */
  private final Map<ObjectKey, Object> locks = new ConcurrentHashMap<>();

  /**
   * @param requeueDependency how soon an object looks again for another that it waits for
   */
  public Pipeline(
      RegistryClient registry,
      RegistryAccesses accesses,
      Ledger ledger,
      GitMirrors mirrors,
      GitRemotes remotes,
      Archiving archiving,
      StatusStore statuses,
      Consumer<Event> told,
      InstantSource clock,
      Duration requeueDependency) {
    var guard = new DowngradeGuard(registry);
    var digests = new DigestReflector(registry);
    this.sources =
        new SourceStage(
            mirrors, new SourceRemotes(remotes), archiving, statuses, clock, requeueDependency);
    this.repositories = new RepositoryStage(new Scans(registry, clock), ledger, accesses, clock);
    this.policies = new PolicyStage(ledger, accesses, guard, digests, clock, requeueDependency);
    this.automations =
        new AutomationStage(
            mirrors, remotes, new UpdatePlanner(ledger, accesses, guard, digests, clock), clock);
    this.statuses = statuses;
    this.told = told;
    this.clock = clock;
  }

  /**
   * Runs the object through the stage of its kind. Whatever goes wrong is told and fails this run
   * alone: an object that nobody foresaw must not end the others, nor its own retries.
   */
  public Run run(KnownObjects objects, Reconcilable one, Trigger trigger) {
    try {
      return switch (one) {
        case Reconcilable.Source(GitRepository repository) -> archive(objects, repository, trigger);
        case Reconcilable.Repository(ImageRepository repository) ->
            // As Flux, which shows nothing under way before it refuses that one.
            RegistryAccesses.refusal(repository)
                .map(problem ->
                    refuse(one.key(), repository.metadata().generation(), trigger, problem))
                .orElseGet(() -> scan(objects, repository, trigger));
        case Reconcilable.Policy(ImagePolicy policy) -> select(objects, policy, trigger);
        case Reconcilable.Automation(ImageUpdateAutomation automation) ->
            update(objects, automation, trigger);
      };
    } catch (AutomationException failure) {
      told.accept(Event.failed(one.key(), failure, clock.instant()));
      return new Run(Run.Result.FAILED, List.of(), Optional.empty());
    }
  }

  /**
   * A suspended object is left alone, but its status tells that the suspension was seen: by its
   * generation and, except for automations, by the request that was answered so.
   */
  public void rest(ObjectKey key, long generation, Trigger trigger) {
    switch (key.kind()) {
      case GIT_REPOSITORY -> rest(key, generation, statuses::source, trigger);
      case IMAGE_REPOSITORY -> rest(key, generation, statuses::repository, trigger);
      case IMAGE_POLICY -> rest(key, generation, statuses::policy, trigger);
      case IMAGE_UPDATE_AUTOMATION -> rest(key, generation, statuses::automation, Trigger.SCHEDULE);
    }
  }

  private static <S extends ObjectStatus<S>> S seen(ObjectKey key, long generation, S before) {
    S seen = before.withObservedGeneration(generation);
    // Of a source Flux says so in the condition as well.
    return key.kind() == ObjectKey.Kind.GIT_REPOSITORY
        ? seen.withConditions(before.conditions().forGeneration(Condition.READY, generation))
        : seen;
  }

  private <S extends ObjectStatus<S>> void rest(
      ObjectKey key, long generation, Function<NamespacedName, S> stored, Trigger trigger) {
    synchronized (lockOf(key)) {
      S before = stored.apply(key.name());
      S seen =
          Readiness.isReady(before.conditions()) || before.conditions().isTrue(Condition.STALLED)
              ? seen(key, generation, before)
              : before;
      S after = answered(seen, trigger);
      if (!after.equals(before)) {
        statuses.write(key, after);
      }
    }
  }

  /** Tells that an object cannot be run as it is, although its schema let it through. */
  public Run refuse(ObjectKey key, long generation, Trigger trigger, AutomationException problem) {
    switch (key.kind()) {
      case GIT_REPOSITORY -> refuse(key, generation, statuses::source, trigger, problem);
      case IMAGE_REPOSITORY -> refuse(key, generation, statuses::repository, trigger, problem);
      case IMAGE_POLICY -> refuse(key, generation, statuses::policy, trigger, problem);
      case IMAGE_UPDATE_AUTOMATION ->
          refuse(
              key,
              generation,
              name -> statuses.automation(name).withLastAutomationRunTime(clock.instant()),
              trigger,
              problem);
    }
    return new Run(Run.Result.STALLED, List.of(), Optional.empty());
  }

  private <S extends ObjectStatus<S>> void refuse(
      ObjectKey key,
      long generation,
      Function<NamespacedName, S> stored,
      Trigger trigger,
      AutomationException problem) {
    synchronized (lockOf(key)) {
      S before = stored.apply(key.name());
      Reconciled<S> refused =
          failed(key, Attempt.begin(before, generation, clock, _ -> {}), problem);
      S after = answered(refused.status(), trigger);
      if (!after.equals(before)) {
        statuses.write(key, after);
        refused.events().forEach(told);
      }
    }
  }

  private static <S extends ObjectStatus<S>> S answered(S status, Trigger trigger) {
    return trigger.token().map(status::withLastHandledReconcileAt).orElse(status);
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
    locks.remove(key);
    if (key.kind() == ObjectKey.Kind.IMAGE_UPDATE_AUTOMATION) {
      problems.remove(key.name());
    }
  }

  /** How one object's run changed its status. */
  private record Finished<S>(S before, S after, Optional<Duration> next) {}

  /**
   * One run: what is under way is shown, the stage decides, the status is kept, events are told. A
   * failure, foreseen or not, becomes the status of this object.
   */
  private <S extends ObjectStatus<S>> Finished<S> conduct(
      Reconcilable one,
      Function<NamespacedName, S> stored,
      UnaryOperator<S> beginning,
      Trigger trigger,
      Function<Attempt<S>, Reconciled<S>> stage) {
    ObjectKey key = one.key();
    S before;
    S after;
    Reconciled<S> done;
    synchronized (lockOf(key)) {
      before = stored.apply(key.name());
      Attempt<S> attempt =
          Attempt.begin(
              beginning.apply(before),
              one.metadata().generation(),
              clock,
              status -> statuses.progress(key, status));
      // Of a policy that is asked Flux shows nothing before its end.
      boolean watched = trigger.token().isPresent() && key.kind() != ObjectKey.Kind.IMAGE_POLICY;
      if (watched || attempt.isNewGeneration()) {
        attempt.show();
      }
      done = reconcile(key, attempt, stage);
      if (Thread.currentThread().isInterrupted()) {
        // The process ends: this is no failure of the object's, and is begun again.
        throw new CancellationException("the run of " + key + " was given up");
      }
      after = answered(done.status(), trigger);
      try {
        statuses.write(key, after);
      } finally {
        // What was pushed is told of even where the status cannot be kept.
        done.events().forEach(told);
      }
    }
    return new Finished<>(before, after, done.next());
  }

  private <S extends ObjectStatus<S>> Reconciled<S> reconcile(
      ObjectKey key, Attempt<S> attempt, Function<Attempt<S>, Reconciled<S>> stage) {
    try {
      return stage.apply(attempt);
    } catch (AutomationException failure) {
      return failed(key, attempt, failure);
    } catch (OutOfMemoryError scarce) {
      return failed(
          key,
          attempt,
          new AutomationException(
              Reason.FAILED,
              "there is not enough memory for this; give the process more, with a larger -Xmx in"
                  + " FRESHET_JAVA_OPTS",
              scarce));
    } catch (RuntimeException defect) {
      return failed(
          key,
          attempt,
          new AutomationException(
              Reason.FAILED, "this is a defect of Freshet, please report it: " + defect, defect));
    }
  }

  private <S extends ObjectStatus<S>> Reconciled<S> failed(
      ObjectKey key, Attempt<S> attempt, AutomationException failure) {
    return new Reconciled<>(
        attempt.failed(failure),
        List.of(Event.failed(key, failure, clock.instant())),
        Optional.empty());
  }

  /**
   * Packs what a source holds now; the sources that include it come back when that was done: one
   * that was lost and came out the same has been missed meanwhile.
   */
  private Run archive(KnownObjects objects, GitRepository repository, Trigger trigger) {
    Reconcilable one = new Reconcilable.Source(repository);
    Finished<GitRepositoryStatus> done =
        conduct(
            one,
            statuses::source,
            UnaryOperator.identity(),
            trigger,
            attempt -> sources.reconcile(objects, repository, attempt));
    boolean packed =
        done.after()
            .artifact()
            .filter(artifact -> done.before().artifact().filter(artifact::equals).isEmpty())
            .isPresent();
    List<ObjectKey> next = packed ? objects.madeFrom(one.key()).toList() : List.of();
    return new Run(Readiness.result(done.after().conditions()), next, done.next());
  }

  /** Scans one repository if that is due; the policies that have to select again come back. */
  private Run scan(KnownObjects objects, ImageRepository repository, Trigger trigger) {
    Reconcilable one = new Reconcilable.Repository(repository);
    Finished<ImageRepositoryStatus> done =
        conduct(
            one,
            statuses::repository,
            UnaryOperator.identity(),
            trigger,
            attempt -> repositories.reconcile(objects, repository, attempt, trigger.cause()));
    boolean changed =
        !done.before()
            .lastScanResult()
            .map(ScanResult::revision)
            .equals(done.after().lastScanResult().map(ScanResult::revision));
    List<ObjectKey> next = changed ? objects.madeFrom(one.key()).toList() : List.of();
    return new Run(Readiness.result(done.after().conditions()), next, done.next());
  }

  /** Selects for one policy; the automations that have to write come back. */
  private Run select(KnownObjects objects, ImagePolicy policy, Trigger trigger) {
    AtomicReference<Optional<Tag>> kept = new AtomicReference<>(Optional.empty());
    Reconcilable one = new Reconcilable.Policy(policy);
    Finished<ImagePolicyStatus> done =
        conduct(
            one,
            statuses::policy,
            UnaryOperator.identity(),
            trigger,
            attempt -> {
              PolicyStage.Selected selected = policies.reconcile(objects, policy, attempt);
              kept.set(selected.kept());
              return selected.reconciled();
            });
    Run.Result result = Readiness.result(done.after().conditions());
    if (result == Run.Result.SUCCEEDED) {
      // A failed selection has learnt nothing about the list.
      markScan(objects, policy, kept.get());
    }
    boolean moved = !done.after().latestRef().equals(done.before().latestRef());
    List<ObjectKey> next = moved ? objects.madeFrom(one.key()).toList() : List.of();
    return new Run(result, next, done.next());
  }

  /** Writes what the policies have selected to Git. */
  private Run update(KnownObjects objects, ImageUpdateAutomation automation, Trigger trigger) {
    NamespacedName name = automation.metadata().key();
    AtomicReference<Optional<PlannedUpdate>> planned = new AtomicReference<>(Optional.empty());
    Instant start = clock.instant();
    Finished<ImageUpdateAutomationStatus> done =
        conduct(
            new Reconcilable.Automation(automation),
            statuses::automation,
            before -> before.withLastAutomationRunTime(start),
            trigger,
            attempt -> {
              AutomationStage.Updated updated =
                  automations.reconcile(objects, automation, latest(objects, automation), attempt);
              planned.set(updated.plan());
              return updated.reconciled();
            });
    List<FileProblem> found = planned.get().map(plan -> plan.plan().problems()).orElse(List.of());
    List<ObjectKey> unsettled =
        planned.get().map(plan -> correct(objects, plan.corrected())).orElse(List.of());
    report(name, found);
    Run.Result result = Readiness.result(done.after().conditions());
    boolean flawed = result == Run.Result.SUCCEEDED && found.stream().anyMatch(Pipeline::isError);
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

  /**
   * The tags in Git have shown that a list was short, or that a deployed tag is gone: the policy's
   * status follows. Comes back with the policies that have to ask the registry again.
   */
  private List<ObjectKey> correct(
      KnownObjects objects, Map<NamespacedName, PlannedUpdate.Correction> corrected) {
    List<ObjectKey> unsettled = new ArrayList<>();
    corrected.forEach((name, correction) ->
        objects
            .policy(name)
            .ifPresent(policy -> {
              correct(objects, policy, correction);
              if (correction.guarded().unsettled()) {
                unsettled.add(ObjectKey.of(ObjectKey.Kind.IMAGE_POLICY, policy.metadata()));
              }
            }));
    return unsettled;
  }

  private void correct(
      KnownObjects objects, ImagePolicy policy, PlannedUpdate.Correction correction) {
    ObjectKey key = ObjectKey.of(ObjectKey.Kind.IMAGE_POLICY, policy.metadata());
    synchronized (lockOf(key)) {
      statuses.write(
          key,
          policies.corrected(
              policy, statuses.policy(key.name()), correction.ref(), correction.guarded()));
    }
    correction
        .guarded()
        .eventText()
        .ifPresent(text ->
            told.accept(
                new Event(key, Event.Type.WARNING, Reason.SUCCEEDED, text, clock.instant())));
    markScan(objects, policy, correction.guarded().kept());
  }

  /** A list that lacked a deployed tag is known as such until a list has it again. */
  private void markScan(KnownObjects objects, ImagePolicy policy, Optional<Tag> kept) {
    NamespacedName name = policy.imageRepositoryRef();
    String holder = "ImagePolicy " + policy.metadata().key();
    ImageRepositoryStatus known = statuses.repository(name);
    if (kept.isEmpty() && !Degradation.isHeldBy(known.conditions(), holder)) {
      return;
    }
    long generation =
        objects
            .repository(name)
            .map(repository -> repository.metadata().generation())
            .orElse(known.observedGeneration());
    ObjectKey key = new ObjectKey(ObjectKey.Kind.IMAGE_REPOSITORY, name);
    synchronized (lockOf(key)) {
      ImageRepositoryStatus before = statuses.repository(name);
      ImageRepositoryStatus after =
          before.withConditions(
              kept.map(tag ->
                      Degradation.mark(
                          before.conditions(), tag, holder, generation, clock.instant()))
                  .orElseGet(() -> Degradation.clear(before.conditions(), holder)));
      if (!after.equals(before)) {
        statuses.write(key, after);
      }
    }
  }

  private Object lockOf(ObjectKey object) {
    return locks.computeIfAbsent(object, _ -> new Object());
  }

  private void report(NamespacedName name, List<FileProblem> found) {
    List<FileProblem> last = Optional.ofNullable(problems.put(name, found)).orElse(List.of());
    for (FileProblem problem : found) {
      if (!last.contains(problem)) {
        told.accept(
            new Event(
                new ObjectKey(ObjectKey.Kind.IMAGE_UPDATE_AUTOMATION, name),
                isError(problem) ? Event.Type.WARNING : Event.Type.NORMAL,
                isError(problem) ? Reason.UPDATE_FAILED : Reason.MARKER_IGNORED,
                problem.toString(),
                clock.instant()));
      }
    }
  }

  private static boolean isError(FileProblem problem) {
    return problem.severity() == FileProblem.Severity.ERROR;
  }
}
