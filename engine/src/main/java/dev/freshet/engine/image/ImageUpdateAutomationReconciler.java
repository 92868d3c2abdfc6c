package dev.freshet.engine.image;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.image.ImageRef;
import dev.freshet.core.plan.FileProblem;
import dev.freshet.core.plan.ManifestFile;
import dev.freshet.core.plan.Plan;
import dev.freshet.engine.access.Holder;
import dev.freshet.engine.credential.GitRemotes;
import dev.freshet.engine.git.GitMirror;
import dev.freshet.engine.git.GitMirrors;
import dev.freshet.engine.git.Snapshot;
import dev.freshet.engine.git.access.GitRemote;
import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.push.CommitDraft;
import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.engine.git.push.UpdateRequest;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.process.EngineParts;
import dev.freshet.engine.process.ImageListener;
import dev.freshet.engine.reconcile.Event;
import dev.freshet.engine.reconcile.ReconcileContext;
import dev.freshet.engine.reconcile.ReconcileResult;
import dev.freshet.engine.reconcile.Reconciler;
import dev.freshet.engine.reconcile.RunDeadline;
import dev.freshet.engine.state.StatusStore;
import dev.freshet.engine.work.Unforeseen;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the selections of one ImageUpdateAutomation's policies to Git: check out, plan, commit,
 * push. Running twice changes nothing.
 */
public final class ImageUpdateAutomationReconciler
    implements Reconciler<ImageUpdateAutomation, ImageUpdateAutomationStatus> {
  private static final String UP_TO_DATE = "repository up-to-date";
  private static final String UNCHANGED = "no change since last reconciliation";
  private static final int SHORT_COMMIT = 7;

  private final GitMirrors mirrors;
  private final GitRemotes remotes;
  private final UpdatePlanner planner;
  private final StatusStore statuses;
  private final Corrections corrections;
  private final ReportedProblems problems = new ReportedProblems();
  private final ImageListener listener;
  private final RunDeadline deadline;
  private final InstantSource clock;

  public ImageUpdateAutomationReconciler(EngineParts parts) {
    this.mirrors = parts.mirrors();
    this.remotes = parts.remotes();
    this.clock = parts.pace().clock();
    this.planner = new UpdatePlanner(parts);
    this.statuses = parts.statuses();
    this.corrections = new Corrections(new Holds(statuses, clock), clock);
    this.listener = parts.listener();
    this.deadline = new RunDeadline(parts.pace().slack());
  }

  @Override
  public Kind<ImageUpdateAutomation, ImageUpdateAutomationStatus> kind() {
    return ImageUpdateAutomation.KIND;
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.SUSPENDED_WITHOUT_ANSWER, Trait.RUNS_TO_ITS_END);
  }

  @Override
  public void forget(NamespacedName name) {
    mirrors.release(Holder.of(new ObjectKey(kind(), name)));
    problems.forget(name);
    listener.automationGone(name);
  }

  /**
   * What the planner has made for the files it was last shown: where the branch has moved meanwhile
   * it is asked again, and what it found counts even where the push fails.
   */
  private final class Planning {
    private final KnownObjects objects;
    private final ImageUpdateAutomation automation;
    private final Map<NamespacedName, ImageRef> latest;
    private Optional<PlannedUpdate> last = Optional.empty();

    Planning(KnownObjects objects, ImageUpdateAutomation automation) {
      this.objects = objects;
      this.automation = automation;
      this.latest = latest(objects, automation);
    }

    Optional<CommitDraft> plan(List<ManifestFile> files) {
      PlannedUpdate plan = planner.plan(objects, automation, latest, files);
      last = Optional.of(plan);
      return plan.message().map(message -> new CommitDraft(plan.plan().files(), message));
    }
  }

  @Override
  public ReconcileResult<ImageUpdateAutomationStatus> reconcile(
      KnownObjects objects,
      ImageUpdateAutomation automation,
      ReconcileContext<ImageUpdateAutomationStatus> context) {
    var planning = new Planning(objects, automation);
    ReconcileResult<ImageUpdateAutomationStatus> done = update(planning, context);
    List<FileProblem> found =
        planning.last.map(PlannedUpdate::plan).map(Plan::problems).orElse(List.of());
    return planning
        .last
        .map(plan -> done.amending(corrections.of(objects, plan.corrected())))
        .orElse(done)
        .telling(
            problems.news(context, found),
            found.stream().anyMatch(ReportedProblems::isError)
                ? ReconcileResult.Quality.FLAWED
                : ReconcileResult.Quality.SOUND);
  }

  private ReconcileResult<ImageUpdateAutomationStatus> update(
      Planning planning, ReconcileContext<ImageUpdateAutomationStatus> context) {
    Duration timeout =
        planning
            .objects
            .find(GitRepository.KIND, planning.automation.sourceRef())
            .map(GitRepository::timeout)
            .orElse(GitRemote.DEFAULT_TIMEOUT);
    try {
      return deadline.during(timeout, () -> push(planning, context));
    } catch (GitException failure) {
      return context.failure(UpdateFailures.of(failure));
    } catch (Throwable failure) {
      return context.failure(Unforeseen.of(failure));
    }
  }

  private ReconcileResult<ImageUpdateAutomationStatus> push(
      Planning planning, ReconcileContext<ImageUpdateAutomationStatus> context) {
    ImageUpdateAutomation automation = planning.automation;
    UpdateTarget target = UpdateTarget.of(planning.objects, automation, remotes);
    GitMirror mirror = mirrors.mirror(target.remote(), Holder.of(context.key()));
    PushOutcome outcome =
        mirror.update(
            new UpdateRequest(
                target.checkout(),
                target.push().branch(),
                target.push().refspec(),
                target.push().options(),
                automation.update().path(),
                target.author(),
                occasion(context.before(), target, planning.latest),
                planning::plan));
    return updated(automation, context, target, outcome, planning);
  }

  /** What a run would write now; the remote is only read. */
  public PlannedUpdate preview(KnownObjects objects, ImageUpdateAutomation automation) {
    UpdateTarget target = UpdateTarget.of(objects, automation, remotes);
    try {
      Snapshot snapshot =
          mirrors
              .mirror(target.remote(), Holder.of(automation.key()))
              .snapshot(target.checkout(), target.push().branch(), automation.update().path());
      return planner.plan(objects, automation, latest(objects, automation), snapshot.files());
    } catch (GitException failure) {
      throw UpdateFailures.of(failure);
    }
  }

  private Map<NamespacedName, ImageRef> latest(
      KnownObjects objects, ImageUpdateAutomation automation) {
    var _ = automation.requireSelector(); // where there is no policy to select, too
    Map<NamespacedName, ImageRef> latest = new HashMap<>();
    for (ImagePolicy policy : objects.all(ImagePolicy.KIND)) {
      NamespacedName name = policy.metadata().key();
      if (automation.selects(policy)) {
        statuses.read(ImagePolicy.KIND, name).latestRef().ifPresent(ref -> latest.put(name, ref));
      }
    }
    return latest;
  }

  private static UpdateRequest.Occasion occasion(
      ImageUpdateAutomationStatus before,
      UpdateTarget target,
      Map<NamespacedName, ImageRef> latest) {
    boolean routine =
        before.observedSourceRevision().isPresent()
            && before.observedPolicies().equals(byName(latest))
            && target.push().refspec().isEmpty();
    return routine ? UpdateRequest.Occasion.ROUTINE : UpdateRequest.Occasion.CHANGE;
  }

  private static Map<String, ImageRef> byName(Map<NamespacedName, ImageRef> latest) {
    Map<String, ImageRef> byName = new HashMap<>();
    latest.forEach((policy, ref) -> byName.put(policy.name(), ref));
    return byName;
  }

  private ReconcileResult<ImageUpdateAutomationStatus> updated(
      ImageUpdateAutomation automation,
      ReconcileContext<ImageUpdateAutomationStatus> context,
      UpdateTarget target,
      PushOutcome outcome,
      Planning planning) {
    Map<String, ImageRef> observed = byName(planning.latest);
    planning.last.ifPresent(
        plan -> plan.corrected().forEach((policy, fix) -> observed.put(policy.name(), fix.ref())));
    ImageUpdateAutomationStatus seen =
        context.before().withObserved(observed, outcome.revision().toString());
    Instant now = clock.instant();
    return switch (outcome) {
      case PushOutcome.Pushed pushed -> {
        listener.pushed(automation.metadata().key(), context.age());
        yield ended(
            automation,
            context.succeeded(seen.withPush(pushed.commit(), now), UP_TO_DATE),
            context.event(
                Event.Type.NORMAL, Reason.SUCCEEDED, summary(pushed, target, planning.last)));
      }
      case PushOutcome.UpToDate _ ->
          ended(
              automation,
              context.succeeded(seen, UP_TO_DATE),
              context.wasReady()
                  ? context.event(Event.Type.TRACE, Reason.SUCCEEDED, idle(context, target, seen))
                  : context.event(Event.Type.NORMAL, Reason.SUCCEEDED, UP_TO_DATE));
    };
  }

  private static ReconcileResult<ImageUpdateAutomationStatus> ended(
      ImageUpdateAutomation automation, ImageUpdateAutomationStatus status, Event event) {
    return new ReconcileResult<>(status, List.of(event), Optional.of(automation.interval()));
  }

  /** Flux looks into the files anew where the base does not tell whether they changed. */
  private static String idle(
      ReconcileContext<ImageUpdateAutomationStatus> context,
      UpdateTarget target,
      ImageUpdateAutomationStatus seen) {
    boolean pushesToTheBase =
        target.checkout().equals(new CheckoutRef.Branch(target.push().branch()))
            && target.push().refspec().isEmpty();
    return pushesToTheBase && seen.equals(context.before()) ? UNCHANGED : UP_TO_DATE;
  }

  private static String summary(
      PushOutcome.Pushed pushed, UpdateTarget target, Optional<PlannedUpdate> planned) {
    String summary =
        "pushed commit '%s' to branch '%s'"
            .formatted(pushed.commit().substring(0, SHORT_COMMIT), pushed.branch());
    String refspec = target.push().refspec().map(" and refspecs '%s'"::formatted).orElse("");
    String message = planned.flatMap(PlannedUpdate::message).orElse("");
    return summary + refspec + (message.isEmpty() ? "" : "\n" + message);
  }
}
