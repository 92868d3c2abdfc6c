package dev.freshet.engine.pipeline;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImagePolicyStatus;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.api.image.ImageRepositoryStatus;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.api.image.ScanResult;
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
import dev.freshet.engine.state.Statuses;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Runs one object at a time through its stage, keeps its status, and says what has to run next.
 * Different objects may run at once; the caller never runs the same object twice at once.
 */
public final class Pipeline {
  private final RepositoryStage repositories;
  private final PolicyStage policies;
  private final AutomationStage automations;
  private final Statuses statuses;
  private final Consumer<Event> told;
  private final InstantSource clock;

  /** What an automation last reported about files, so that the same thing is told once. */
  private final Map<NamespacedName, List<FileProblem>> problems = new ConcurrentHashMap<>();

  /** A status is written by its own object's run, and now and then by one further down. */
  private final Map<ObjectKey, Object> locks = new ConcurrentHashMap<>();

  public Pipeline(
      RegistryClient registry,
      RegistryAccesses accesses,
      Ledger ledger,
      GitMirrors mirrors,
      GitRemotes remotes,
      Statuses statuses,
      Consumer<Event> told,
      InstantSource clock) {
    var guard = new DowngradeGuard(registry);
    var digests = new DigestReflector(registry);
    this.repositories = new RepositoryStage(new Scans(registry, ledger, clock), accesses, clock);
    this.policies = new PolicyStage(ledger, accesses, guard, digests, clock);
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
  public Run run(ImageObjects objects, Reconcilable one, Trigger trigger) {
    try {
      return dispatch(objects, one, trigger);
    } catch (RuntimeException failure) {
      told.accept(
          new Event(one.key(), Event.Type.WARNING, Reason.FAILED, text(failure), clock.instant()));
      return new Run(Run.Result.FAILED, List.of(), Optional.empty());
    }
  }

  private static String text(RuntimeException failure) {
    return failure instanceof AutomationException
        ? String.valueOf(failure.getMessage())
        : "this is a defect of Freshet, please report it: " + failure;
  }

  private Run dispatch(ImageObjects objects, Reconcilable one, Trigger trigger) {
    return switch (one) {
      case Reconcilable.Repository(ImageRepository repository) ->
          scan(objects, repository, trigger);
      case Reconcilable.Policy(ImagePolicy policy) -> select(objects, policy, trigger);
      case Reconcilable.Automation(ImageUpdateAutomation automation) ->
          update(objects, automation, trigger);
    };
  }

  /** Scans one repository if that is due; the policies that have to select again come back. */
  private Run scan(ImageObjects objects, ImageRepository repository, Trigger trigger) {
    NamespacedName name = repository.metadata().key();
    ImageRepositoryStatus before;
    ImageRepositoryStatus after;
    Reconciled<ImageRepositoryStatus> done;
    synchronized (lockOf(new ObjectKey(ObjectKey.Kind.IMAGE_REPOSITORY, name))) {
      before = statuses.repository(name);
      done = repositories.reconcile(objects, repository, before, trigger.cause());
      after = trigger.token().map(done.status()::withLastHandledReconcileAt).orElse(done.status());
      if (!after.equals(before)) {
        statuses.write(name, after);
      }
    }
    done.events().forEach(told);
    boolean changed =
        !before
            .lastScanResult()
            .map(ScanResult::revision)
            .equals(after.lastScanResult().map(ScanResult::revision));
    List<ObjectKey> next =
        changed
            ? objects
                .policiesOf(name)
                .map(policy -> new ObjectKey(ObjectKey.Kind.IMAGE_POLICY, policy.metadata().key()))
                .toList()
            : List.of();
    return new Run(Readiness.result(after.conditions()), next, done.next());
  }

  /** Selects for one policy; the automations that have to write come back. */
  private Run select(ImageObjects objects, ImagePolicy policy, Trigger trigger) {
    NamespacedName name = policy.metadata().key();
    ObjectKey key = new ObjectKey(ObjectKey.Kind.IMAGE_POLICY, name);
    ImagePolicyStatus before;
    ImagePolicyStatus after;
    PolicyStage.Selected selected;
    Reconciled<ImagePolicyStatus> done;
    synchronized (lockOf(key)) {
      before = statuses.policy(name);
      selected = policies.reconcile(objects, policy, before);
      done = selected.reconciled();
      after = trigger.token().map(done.status()::withLastHandledReconcileAt).orElse(done.status());
      if (!after.equals(before)) {
        statuses.write(name, after);
      }
    }
    done.events().forEach(told);
    Run.Result result = Readiness.result(after.conditions());
    if (result == Run.Result.SUCCEEDED) {
      // A failed selection has learnt nothing about the list.
      markScan(policy, selected.kept());
    }
    boolean moved = !after.latestRef().equals(before.latestRef());
    List<ObjectKey> next =
        moved
            ? objects
                .automationsIn(name.namespace())
                .map(automation ->
                    new ObjectKey(
                        ObjectKey.Kind.IMAGE_UPDATE_AUTOMATION, automation.metadata().key()))
                .toList()
            : List.of();
    return new Run(result, next, done.next());
  }

  /** Writes what the policies have selected to Git. */
  private Run update(ImageObjects objects, ImageUpdateAutomation automation, Trigger trigger) {
    NamespacedName name = automation.metadata().key();
    ImageUpdateAutomationStatus before = statuses.automation(name);
    AutomationStage.Updated updated =
        automations.reconcile(objects, automation, latest(objects, automation), before);
    ImageUpdateAutomationStatus reconciled = updated.reconciled().status();
    ImageUpdateAutomationStatus after =
        trigger.token().map(reconciled::withLastHandledReconcileAt).orElse(reconciled);
    if (!after.equals(before)) {
      statuses.write(name, after);
    }
    updated.reconciled().events().forEach(told);
    List<FileProblem> found = updated.plan().map(plan -> plan.plan().problems()).orElse(List.of());
    List<ObjectKey> unsettled =
        updated.plan().map(plan -> correct(objects, plan.corrected())).orElse(List.of());
    report(name, found);
    Run.Result result = Readiness.result(after.conditions());
    boolean flawed = result == Run.Result.SUCCEEDED && found.stream().anyMatch(Pipeline::isError);
    return new Run(flawed ? Run.Result.FLAWED : result, unsettled, updated.reconciled().next());
  }

  /** What an update would write to Git now; nothing is written, told or remembered. */
  public PlannedUpdate preview(ImageObjects objects, ImageUpdateAutomation automation) {
    return automations.preview(objects, automation, latest(objects, automation));
  }

  private Map<NamespacedName, ImageRef> latest(
      ImageObjects objects, ImageUpdateAutomation automation) {
    Map<NamespacedName, ImageRef> latest = new HashMap<>();
    for (ImagePolicy policy : objects.policies().values()) {
      NamespacedName name = policy.metadata().key();
      if (name.namespace().equals(automation.metadata().namespace())
          && automation.selects(policy)) {
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
      ImageObjects objects, Map<NamespacedName, PlannedUpdate.Correction> corrected) {
    List<ObjectKey> unsettled = new ArrayList<>();
    corrected.forEach((name, correction) -> {
      ObjectKey key = new ObjectKey(ObjectKey.Kind.IMAGE_POLICY, name);
      synchronized (lockOf(key)) {
        statuses.write(
            name,
            policies.corrected(statuses.policy(name), correction.ref(), correction.guarded()));
      }
      correction
          .guarded()
          .eventText()
          .ifPresent(text ->
              told.accept(
                  new Event(key, Event.Type.WARNING, Reason.SUCCEEDED, text, clock.instant())));
      markScan(
          Objects.requireNonNull(objects.policies().get(name), "it was planned for"),
          correction.guarded().kept());
      if (correction.guarded().unsettled()) {
        unsettled.add(key);
      }
    });
    return unsettled;
  }

  /** A list that lacked a deployed tag is known as such until a list has it again. */
  private void markScan(ImagePolicy policy, Optional<Tag> kept) {
    NamespacedName name = policy.imageRepositoryRef();
    String holder = "ImagePolicy " + policy.metadata().key();
    ImageRepositoryStatus known = statuses.repository(name);
    if (kept.isEmpty() && !Degradation.isHeldBy(known.conditions(), holder)) {
      return;
    }
    synchronized (lockOf(new ObjectKey(ObjectKey.Kind.IMAGE_REPOSITORY, name))) {
      ImageRepositoryStatus before = statuses.repository(name);
      ImageRepositoryStatus after =
          before.withConditions(
              kept.map(tag -> Degradation.mark(before.conditions(), tag, holder, clock.instant()))
                  .orElseGet(() -> Degradation.clear(before.conditions(), holder)));
      if (!after.equals(before)) {
        statuses.write(name, after);
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
                Reason.UPDATE_FAILED,
                problem.toString(),
                clock.instant()));
      }
    }
  }

  private static boolean isError(FileProblem problem) {
    return problem.severity() == FileProblem.Severity.ERROR;
  }
}
