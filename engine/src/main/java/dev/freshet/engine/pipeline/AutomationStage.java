package dev.freshet.engine.pipeline;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.image.ImageUpdateAutomation;
import dev.freshet.api.image.ImageUpdateAutomationStatus;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.Reason;
import dev.freshet.core.image.ImageRef;
import dev.freshet.engine.git.CommitDraft;
import dev.freshet.engine.git.GitMirror;
import dev.freshet.engine.git.GitMirrors;
import dev.freshet.engine.git.PushOutcome;
import dev.freshet.engine.git.Snapshot;
import dev.freshet.engine.git.UpdateRequest;
import dev.freshet.engine.state.ObjectKey;
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
final class AutomationStage {
  private static final String UP_TO_DATE = "repository up-to-date";
  private static final int SHORT_COMMIT = 7;

  private final GitMirrors mirrors;
  private final GitRemotes remotes;
  private final UpdatePlanner planner;
  private final InstantSource clock;

  AutomationStage(
      GitMirrors mirrors, GitRemotes remotes, UpdatePlanner planner, InstantSource clock) {
    this.remotes = remotes;
    this.mirrors = mirrors;
    this.planner = planner;
    this.clock = clock;
  }

  /** What a run leaves beside the status: the plan it wrote, if it came to plan. */
  record Updated(
      Reconciled<ImageUpdateAutomationStatus> reconciled, Optional<PlannedUpdate> plan) {}

  Updated reconcile(
      ImageObjects objects,
      ImageUpdateAutomation automation,
      Map<NamespacedName, ImageRef> latest,
      ImageUpdateAutomationStatus before) {
    ObjectKey key =
        new ObjectKey(ObjectKey.Kind.IMAGE_UPDATE_AUTOMATION, automation.metadata().key());
    Instant start = clock.instant();
    AtomicReference<Optional<PlannedUpdate>> planned = new AtomicReference<>(Optional.empty());
    try {
      UpdateTarget target = UpdateTarget.of(objects, automation, remotes);
      GitMirror mirror = mirrors.mirror(target.remote());
      PushOutcome outcome =
          mirror.update(
              new UpdateRequest(
                  target.checkout(),
                  target.push().branch(),
                  target.push().refspec(),
                  target.push().options(),
                  automation.update().path(),
                  target.author(),
                  files -> {
                    PlannedUpdate plan = planner.plan(objects, automation, latest, files);
                    planned.set(Optional.of(plan));
                    return plan.message()
                        .map(message -> new CommitDraft(plan.plan().files(), message));
                  }));
      Reconciled<ImageUpdateAutomationStatus> done =
          updated(key, automation, before, start, outcome, planned.get(), latest);
      return new Updated(done, planned.get());
    } catch (AutomationException failure) {
      return new Updated(failed(key, before, start, failure), planned.get());
    }
  }

  /** What a run would write now; the remote is only read. */
  PlannedUpdate preview(
      ImageObjects objects,
      ImageUpdateAutomation automation,
      Map<NamespacedName, ImageRef> latest) {
    UpdateTarget target = UpdateTarget.of(objects, automation, remotes);
    Snapshot snapshot =
        mirrors
            .mirror(target.remote())
            .snapshot(target.checkout(), target.push().branch(), automation.update().path());
    return planner.plan(objects, automation, latest, snapshot.files());
  }

  private Reconciled<ImageUpdateAutomationStatus> updated(
      ObjectKey key,
      ImageUpdateAutomation automation,
      ImageUpdateAutomationStatus before,
      Instant start,
      PushOutcome outcome,
      Optional<PlannedUpdate> planned,
      Map<NamespacedName, ImageRef> latest) {
    Instant now = clock.instant();
    Optional<PushOutcome.Pushed> pushed =
        outcome instanceof PushOutcome.Pushed value ? Optional.of(value) : Optional.empty();
    Map<String, ImageRef> observed = new HashMap<>();
    latest.forEach((policy, ref) -> observed.put(policy.name(), ref));
    planned.ifPresent(
        plan -> plan.corrected().forEach((policy, fix) -> observed.put(policy.name(), fix.ref())));
    var status =
        new ImageUpdateAutomationStatus(
            Readiness.ready(before.conditions(), UP_TO_DATE, now),
            before.observedGeneration(),
            Optional.of(start),
            pushed.map(PushOutcome.Pushed::commit).or(before::lastPushCommit),
            pushed.map(_ -> now).or(before::lastPushTime),
            observed,
            Optional.of(outcome.revision().toString()),
            before.lastHandledReconcileAt());
    return new Reconciled<>(
        status,
        List.of(told(key, before, pushed, planned, now)),
        Optional.of(automation.interval()));
  }

  private static Event told(
      ObjectKey key,
      ImageUpdateAutomationStatus before,
      Optional<PushOutcome.Pushed> pushed,
      Optional<PlannedUpdate> planned,
      Instant now) {
    if (pushed.isPresent()) {
      String summary =
          "pushed commit '%s' to branch '%s'"
              .formatted(pushed.get().commit().substring(0, SHORT_COMMIT), pushed.get().branch());
      String message = planned.flatMap(PlannedUpdate::message).orElse("");
      return new Event(
          key,
          Event.Type.NORMAL,
          Reason.SUCCEEDED,
          message.isEmpty() ? summary : summary + "\n" + message,
          now);
    }
    boolean becameReady = !before.conditions().isTrue(Condition.READY);
    return new Event(
        key, becameReady ? Event.Type.NORMAL : Event.Type.TRACE, Reason.SUCCEEDED, UP_TO_DATE, now);
  }

  private Reconciled<ImageUpdateAutomationStatus> failed(
      ObjectKey key,
      ImageUpdateAutomationStatus before,
      Instant start,
      AutomationException failure) {
    Instant now = clock.instant();
    var status =
        new ImageUpdateAutomationStatus(
            Readiness.failed(before.conditions(), failure, now),
            before.observedGeneration(),
            Optional.of(start),
            before.lastPushCommit(),
            before.lastPushTime(),
            before.observedPolicies(),
            before.observedSourceRevision(),
            before.lastHandledReconcileAt());
    return new Reconciled<>(status, List.of(Event.failed(key, failure, now)), Optional.empty());
  }
}
