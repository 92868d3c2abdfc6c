package dev.freshet.engine.pipeline;

import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.Reason;
import dev.freshet.core.image.ImageRef;
import dev.freshet.engine.git.GitMirror;
import dev.freshet.engine.git.GitMirrors;
import dev.freshet.engine.git.Snapshot;
import dev.freshet.engine.git.push.CommitDraft;
import dev.freshet.engine.git.push.PushOutcome;
import dev.freshet.engine.git.push.UpdateRequest;
import dev.freshet.engine.git.ref.CheckoutRef;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.work.Unforeseen;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes the selections of one ImageUpdateAutomation's policies to Git: check out, plan, commit,
 * push. Running twice changes nothing.
 */
final class ImageUpdateAutomationReconciler {
  private static final String UP_TO_DATE = "repository up-to-date";
  private static final String UNCHANGED = "no change since last reconciliation";
  private static final int SHORT_COMMIT = 7;

  private final GitMirrors mirrors;
  private final GitRemotes remotes;
  private final UpdatePlanner planner;
  private final RunDeadline deadline;
  private final InstantSource clock;

  ImageUpdateAutomationReconciler(
      GitMirrors mirrors, GitRemotes remotes, UpdatePlanner planner, Pace pace) {
    this.deadline = new RunDeadline(pace.slack());
    this.remotes = remotes;
    this.mirrors = mirrors;
    this.planner = planner;
    this.clock = pace.clock();
  }

  /** What a run leaves beside the status: the plan it wrote, if it came to plan. */
  record Updated(
      ReconcileResult<ImageUpdateAutomationStatus> reconciled, Optional<PlannedUpdate> plan) {}

  Updated reconcile(
      KnownObjects objects,
      ImageUpdateAutomation automation,
      Map<NamespacedName, ImageRef> latest,
      ReconcileContext<ImageUpdateAutomationStatus> context) {
    AtomicReference<Optional<PlannedUpdate>> planned = new AtomicReference<>(Optional.empty());
    try {
      return deadline.during(
          objects,
          new Reconcilable.Automation(automation),
          () -> update(objects, automation, latest, context, planned));
    } catch (Throwable failure) {
      AutomationException told = Unforeseen.of(failure);
      // What was found out about files while planning is told all the same.
      return new Updated(
          new ReconcileResult<>(
              context.failed(told),
              List.of(Event.failed(key(automation), told, clock.instant())),
              Optional.empty()),
          planned.get());
    }
  }

  private Updated update(
      KnownObjects objects,
      ImageUpdateAutomation automation,
      Map<NamespacedName, ImageRef> latest,
      ReconcileContext<ImageUpdateAutomationStatus> context,
      AtomicReference<Optional<PlannedUpdate>> planned) {
    UpdateTarget target = UpdateTarget.of(objects, automation, remotes);
    GitMirror mirror = mirrors.mirror(target.remote(), key(automation).holder());
    PushOutcome outcome =
        mirror.update(
            new UpdateRequest(
                target.checkout(),
                target.push().branch(),
                target.push().refspec(),
                target.push().options(),
                automation.update().path(),
                target.author(),
                occasion(context.before(), target, latest),
                files -> {
                  PlannedUpdate plan = planner.plan(objects, automation, latest, files);
                  planned.set(Optional.of(plan));
                  return plan.message()
                      .map(message -> new CommitDraft(plan.plan().files(), message));
                }));
    return new Updated(
        updated(automation, context, target, outcome, planned.get(), latest), planned.get());
  }

  /** What a run would write now; the remote is only read. */
  PlannedUpdate preview(
      KnownObjects objects,
      ImageUpdateAutomation automation,
      Map<NamespacedName, ImageRef> latest) {
    UpdateTarget target = UpdateTarget.of(objects, automation, remotes);
    Snapshot snapshot =
        mirrors
            .mirror(target.remote(), key(automation).holder())
            .snapshot(target.checkout(), target.push().branch(), automation.update().path());
    return planner.plan(objects, automation, latest, snapshot.files());
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
      Optional<PlannedUpdate> planned,
      Map<NamespacedName, ImageRef> latest) {
    Map<String, ImageRef> observed = byName(latest);
    planned.ifPresent(
        plan -> plan.corrected().forEach((policy, fix) -> observed.put(policy.name(), fix.ref())));
    ImageUpdateAutomationStatus seen =
        context.before().withObserved(observed, outcome.revision().toString());
    Instant now = clock.instant();
    return switch (outcome) {
      case PushOutcome.Pushed pushed ->
          new ReconcileResult<>(
              context.succeeded(seen.withPush(pushed.commit(), now), UP_TO_DATE),
              List.of(told(automation, Event.Type.NORMAL, summary(pushed, target, planned), now)),
              Optional.of(automation.interval()));
      case PushOutcome.UpToDate _ ->
          new ReconcileResult<>(
              context.succeeded(seen, UP_TO_DATE),
              List.of(
                  context.wasReady()
                      ? told(automation, Event.Type.TRACE, idle(context, target, seen), now)
                      : told(automation, Event.Type.NORMAL, UP_TO_DATE, now)),
              Optional.of(automation.interval()));
    };
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

  private static Event told(
      ImageUpdateAutomation automation, Event.Type type, String message, Instant now) {
    return new Event(key(automation), type, Reason.SUCCEEDED, message, now);
  }

  private static ObjectKey key(ImageUpdateAutomation automation) {
    return ObjectKey.of(ObjectKey.Kind.IMAGE_UPDATE_AUTOMATION, automation.metadata());
  }
}
