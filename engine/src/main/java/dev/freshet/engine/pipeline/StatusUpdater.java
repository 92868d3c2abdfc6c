package dev.freshet.engine.pipeline;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.StatusKind;
import dev.freshet.engine.state.StatusStore;
import dev.freshet.engine.work.Unforeseen;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What becomes of an object's status: a run shows what is under way and keeps how it ended, and
 * events are told. Every change of a status goes through here, one of an object at a time.
 */
final class StatusUpdater {
  private final StatusStore statuses;
  private final Consumer<Event> told;
  private final InstantSource clock;

  /** A status is written by its own object's run, and now and then by one further down. */
  private final Map<ObjectKey, Object> locks = new ConcurrentHashMap<>();

  StatusUpdater(StatusStore statuses, Consumer<Event> told, InstantSource clock) {
    this.statuses = statuses;
    this.told = told;
    this.clock = clock;
  }

  /** How one object's run changed its status, and when it is due again. */
  record Finished<S>(S before, S after, Optional<Duration> next) {}

  /** One run. A failure, foreseen or not, becomes the status of this object. */
  <S extends ObjectStatus<S>> Finished<S> run(
      StatusKind<S> kind,
      Reconcilable one,
      Trigger trigger,
      Function<ReconcileContext<S>, ReconcileResult<S>> stage) {
    ObjectKey key = kind.key(one.metadata().key());
    S before;
    S after;
    ReconcileResult<S> done;
    synchronized (lockOf(key)) {
      before = statuses.read(kind, key.name());
      ReconcileContext<S> context =
          ReconcileContext.begin(
              before.begun(clock.instant()),
              one.metadata().generation(),
              clock,
              status -> statuses.progress(key, status));
      // Of a policy that is asked Flux shows nothing before its end.
      boolean watched = trigger.token().isPresent() && key.kind() != ObjectKey.Kind.IMAGE_POLICY;
      Optional<AutomationException> refusal = refusal(one);
      if (refusal.isEmpty() && (watched || context.isNewGeneration())) {
        context.show();
      }
      done =
          refusal
              .map(problem -> failed(key, context, problem))
              .orElseGet(() -> reconcile(key, context, stage));
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

  /** What Flux refuses before it shows that it has begun. */
  private static Optional<AutomationException> refusal(Reconcilable one) {
    return one instanceof Reconcilable.Repository(var repository)
        ? RegistryAccesses.refusal(repository)
        : Optional.empty();
  }

  private <S extends ObjectStatus<S>> ReconcileResult<S> reconcile(
      ObjectKey key,
      ReconcileContext<S> context,
      Function<ReconcileContext<S>, ReconcileResult<S>> stage) {
    try {
      return stage.apply(context);
    } catch (Throwable failure) {
      return failed(key, context, Unforeseen.of(failure));
    }
  }

  private <S extends ObjectStatus<S>> ReconcileResult<S> failed(
      ObjectKey key, ReconcileContext<S> context, AutomationException failure) {
    return new ReconcileResult<>(
        context.failed(failure),
        List.of(Event.failed(key, failure, clock.instant())),
        Optional.empty());
  }

  /**
   * A suspended object is left alone, but its status tells that the suspension was seen: by its
   * generation and, except for automations, by the request that was answered so.
   */
  void rest(ObjectKey key, long generation, Trigger trigger) {
    boolean answers = key.kind() != ObjectKey.Kind.IMAGE_UPDATE_AUTOMATION;
    rest(StatusKind.of(key.kind()), key.name(), generation, answers ? trigger : Trigger.SCHEDULE);
  }

  private <S extends ObjectStatus<S>> void rest(
      StatusKind<S> kind, NamespacedName name, long generation, Trigger trigger) {
    amend(
        kind,
        name,
        before -> {
          boolean judged =
              ReadyConditions.isReady(before.conditions())
                  || before.conditions().isTrue(Condition.STALLED);
          return answered(judged ? seen(kind, generation, before) : before, trigger);
        });
  }

  private static <S extends ObjectStatus<S>> S seen(StatusKind<S> kind, long generation, S before) {
    S seen = before.withObservedGeneration(generation);
    // Of a source Flux says so in the condition as well.
    return kind.kind() == ObjectKey.Kind.GIT_REPOSITORY
        ? seen.withConditions(before.conditions().forGeneration(Condition.READY, generation))
        : seen;
  }

  /** Tells that an object cannot be run as it is, although its schema let it through. */
  void refuse(ObjectKey key, long generation, Trigger trigger, AutomationException problem) {
    Event event = Event.failed(key, problem, clock.instant());
    if (refuse(StatusKind.of(key.kind()), key.name(), generation, trigger, problem)) {
      told.accept(event);
    }
  }

  /** True when that is news. */
  private <S extends ObjectStatus<S>> boolean refuse(
      StatusKind<S> kind,
      NamespacedName name,
      long generation,
      Trigger trigger,
      AutomationException problem) {
    return amend(
        kind,
        name,
        before -> {
          S begun = before.begun(clock.instant());
          ReconcileContext<S> context = ReconcileContext.begin(begun, generation, clock, _ -> {});
          S after = answered(context.failed(problem), trigger);
          // That it has begun again is not worth a write of its own.
          return after.equals(begun) ? before : after;
        });
  }

  private static <S extends ObjectStatus<S>> S answered(S status, Trigger trigger) {
    return trigger.token().map(status::withLastHandledReconcileAt).orElse(status);
  }

  /** Changes a status by what is stored; false when it is like that already. */
  <S extends ObjectStatus<S>> boolean amend(
      StatusKind<S> kind, NamespacedName name, UnaryOperator<S> change) {
    ObjectKey key = kind.key(name);
    synchronized (lockOf(key)) {
      S before = statuses.read(kind, name);
      S after = change.apply(before);
      if (after.equals(before)) {
        return false;
      }
      statuses.write(key, after);
      return true;
    }
  }

  /** Forgets what is remembered of an object that is gone. */
  void forget(ObjectKey key) {
    locks.remove(key);
  }

  private Object lockOf(ObjectKey object) {
    return locks.computeIfAbsent(object, _ -> new Object());
  }
}
