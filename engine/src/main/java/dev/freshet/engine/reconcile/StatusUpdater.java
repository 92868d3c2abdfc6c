package dev.freshet.engine.reconcile;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.object.ReferenceGraph;
import dev.freshet.engine.state.StatusStore;
import dev.freshet.engine.work.Unforeseen;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What becomes of an object's status: a run shows what is under way and keeps how it ended, and
 * events are told. Every change of a status goes through here, one of an object at a time.
 */
final class StatusUpdater {
  private final StatusStore statuses;
  private final ReferenceGraph graph;
  private final Consumer<Event> events;
  private final InstantSource clock;

  /** A status is written by its own object's run, and now and then by one further down. */
  private final Map<ObjectKey, Object> locks = new ConcurrentHashMap<>();

  StatusUpdater(
      StatusStore statuses, ReferenceGraph graph, Consumer<Event> events, InstantSource clock) {
    this.statuses = statuses;
    this.graph = graph;
    this.events = events;
    this.clock = clock;
  }

  /** One run. A failure, foreseen or not, becomes the status of this object. */
  <R extends Reconcilable, S extends ObjectStatus<S>> Run run(
      Reconciler<R, S> reconciler, KnownObjects objects, R object, Trigger trigger) {
    Kind<R, S> kind = reconciler.kind();
    ObjectKey key = object.key();
    S before;
    ReconcileResult<S> done;
    synchronized (lockOf(key)) {
      before = statuses.read(kind, key.name());
      ReconcileContext<S> context = begin(reconciler, object, before, trigger);
      done =
          reconciler
              .refusal(object)
              .map(context::failure)
              .orElseGet(() -> reconcile(reconciler, objects, object, context));
      if (Thread.currentThread().isInterrupted()) {
        // The process ends: this is no failure of the object's, and is begun again.
        throw new CancellationException("the run of " + key + " was given up");
      }
      done = done.with(answered(done.status(), trigger));
      try {
        statuses.write(kind, key.name(), done.status());
      } finally {
        // What was pushed is told of even where the status cannot be kept.
        done.events().forEach(events);
      }
    }
    List<ObjectKey> wakes = new ArrayList<>();
    if (kind.status().hasNewResult(before, done.status())) {
      graph.madeFrom(objects, key).forEach(wakes::add);
    }
    done.amendments().stream()
        .filter(amendment -> objects.isRunHere(amendment.key()))
        .forEach(amendment -> amend(amendment, wakes));
    return new Run(result(done), wakes, done.next());
  }

  private <R extends Reconcilable, S extends ObjectStatus<S>> ReconcileContext<S> begin(
      Reconciler<R, S> reconciler, R object, S before, Trigger trigger) {
    ObjectKey key = object.key();
    ReconcileContext<S> context =
        ReconcileContext.begin(
            key,
            object.metadata().generation(),
            before.begun(clock.instant()),
            trigger,
            clock,
            status -> statuses.progress(reconciler.kind(), key.name(), status));
    boolean watched =
        trigger.token().isPresent()
            && !reconciler.traits().contains(Reconciler.Trait.SHOWS_NO_PROGRESS);
    if (reconciler.refusal(object).isEmpty() && (watched || context.isNewGeneration())) {
      context.show();
    }
    return context;
  }

  private static <R extends Reconcilable, S extends ObjectStatus<S>> ReconcileResult<S> reconcile(
      Reconciler<R, S> reconciler, KnownObjects objects, R object, ReconcileContext<S> context) {
    try {
      return reconciler.reconcile(objects, object, context);
    } catch (Throwable failure) {
      return context.failure(Unforeseen.of(failure));
    }
  }

  private static Run.Result result(ReconcileResult<?> done) {
    Run.Result result = ReadyConditions.result(done.status().conditions());
    return result == Run.Result.SUCCEEDED && done.quality() == ReconcileResult.Quality.FLAWED
        ? Run.Result.FLAWED
        : result;
  }

  private <S extends ObjectStatus<S>> void amend(Amendment<S> amendment, List<ObjectKey> wakes) {
    amend(amendment.kind(), amendment.name(), amendment.change());
    amendment.events().forEach(events);
    if (amendment.wake() == Amendment.Wake.WOKEN) {
      wakes.add(amendment.key());
    }
  }

  /**
   * A suspended object is left alone, but its status tells that the suspension was seen: by its
   * generation and, for most kinds, by the request that was answered so.
   */
  <R extends Reconcilable, S extends ObjectStatus<S>> void rest(
      Reconciler<R, S> reconciler, NamespacedName name, long generation, Trigger trigger) {
    boolean answers = !reconciler.traits().contains(Reconciler.Trait.SUSPENDED_WITHOUT_ANSWER);
    amend(
        reconciler.kind(),
        name,
        before -> {
          boolean judged =
              ReadyConditions.isReady(before.conditions())
                  || before.conditions().isTrue(Condition.STALLED);
          return answered(
              judged ? seen(reconciler, generation, before) : before,
              answers ? trigger : Trigger.SCHEDULE);
        });
  }

  private static <S extends ObjectStatus<S>> S seen(
      Reconciler<?, S> reconciler, long generation, S before) {
    S seen = before.withObservedGeneration(generation);
    return reconciler.traits().contains(Reconciler.Trait.SUSPENSION_IN_CONDITION)
        ? seen.withConditions(before.conditions().forGeneration(Condition.READY, generation))
        : seen;
  }

  /** Tells that an object cannot be run as it is, although its schema let it through. */
  <S extends ObjectStatus<S>> void refuse(
      Kind<?, S> kind,
      NamespacedName name,
      long generation,
      Trigger trigger,
      AutomationException problem) {
    ObjectKey key = new ObjectKey(kind, name);
    Event event = Event.failed(key, problem, clock.instant());
    boolean isNews =
        amend(
            kind,
            name,
            before -> {
              S begun = before.begun(clock.instant());
              ReconcileContext<S> context =
                  ReconcileContext.begin(key, generation, begun, trigger, clock, _ -> {});
              S after = answered(context.failed(problem), trigger);
              // That it has begun again is not worth a write of its own.
              return after.equals(begun) ? before : after;
            });
    if (isNews) {
      events.accept(event);
    }
  }

  private static <S extends ObjectStatus<S>> S answered(S status, Trigger trigger) {
    return trigger.token().map(status::withLastHandledReconcileAt).orElse(status);
  }

  /** Changes a status by what is stored; false when it is like that already. */
  private <S extends ObjectStatus<S>> boolean amend(
      Kind<?, S> kind, NamespacedName name, UnaryOperator<S> change) {
    synchronized (lockOf(new ObjectKey(kind, name))) {
      S before = statuses.read(kind, name);
      S after = change.apply(before);
      if (after.equals(before)) {
        return false;
      }
      statuses.write(kind, name, after);
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
