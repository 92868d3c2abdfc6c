package dev.freshet.engine.pipeline;

import dev.freshet.api.condition.Condition;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.core.AutomationException;
import dev.freshet.core.NamespacedName;
import dev.freshet.core.Reason;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.StatusKind;
import dev.freshet.engine.state.StatusStore;
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
 * Puts an object through a stage and its status right: what is under way is shown, the outcome is
 * kept, events are told. Whoever changes a status does it here, one change of an object at a time.
 */
final class Reconciler {
  private final StatusStore statuses;
  private final Consumer<Event> told;
  private final InstantSource clock;

  /** A status is written by its own object's run, and now and then by one further down. */
  private final Map<ObjectKey, Object> locks = new ConcurrentHashMap<>();

  Reconciler(StatusStore statuses, Consumer<Event> told, InstantSource clock) {
    this.statuses = statuses;
    this.told = told;
    this.clock = clock;
  }

  /** How one object's run changed its status, and when it is due again. */
  record Finished<S>(S before, S after, Optional<Duration> next) {}

  /**
   * One run. A failure, foreseen or not, becomes the status of this object.
   *
   * @param beginning what the run changes in the status before anything else
   */
  <S extends ObjectStatus<S>> Finished<S> run(
      StatusKind<S> kind,
      Reconcilable one,
      UnaryOperator<S> beginning,
      Trigger trigger,
      Function<Attempt<S>, Reconciled<S>> stage) {
    ObjectKey key = one.key();
    S before;
    S after;
    Reconciled<S> done;
    synchronized (lockOf(key)) {
      before = statuses.read(kind, key.name());
      Attempt<S> attempt =
          Attempt.begin(
              beginning.apply(before),
              one.metadata().generation(),
              clock,
              status -> statuses.progress(key, status));
      // Of a policy that is asked Flux shows nothing before its end.
      boolean watched = trigger.token().isPresent() && key.kind() != ObjectKey.Kind.IMAGE_POLICY;
      Optional<AutomationException> refusal = refusal(one);
      if (refusal.isEmpty() && (watched || attempt.isNewGeneration())) {
        attempt.show();
      }
      done =
          refusal
              .map(problem -> failed(key, attempt, problem))
              .orElseGet(() -> reconcile(key, attempt, stage));
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
   * A suspended object is left alone, but its status tells that the suspension was seen: by its
   * generation and, except for automations, by the request that was answered so.
   */
  void rest(ObjectKey key, long generation, Trigger trigger) {
    switch (key.kind()) {
      case GIT_REPOSITORY -> rest(StatusKind.SOURCE, key, generation, trigger);
      case IMAGE_REPOSITORY -> rest(StatusKind.REPOSITORY, key, generation, trigger);
      case IMAGE_POLICY -> rest(StatusKind.POLICY, key, generation, trigger);
      case IMAGE_UPDATE_AUTOMATION ->
          rest(StatusKind.AUTOMATION, key, generation, Trigger.SCHEDULE);
    }
  }

  private <S extends ObjectStatus<S>> void rest(
      StatusKind<S> kind, ObjectKey key, long generation, Trigger trigger) {
    var _ =
        amend(
            kind,
            key.name(),
            before -> {
              boolean judged =
                  Readiness.isReady(before.conditions())
                      || before.conditions().isTrue(Condition.STALLED);
              return answered(judged ? seen(key, generation, before) : before, trigger);
            });
  }

  private static <S extends ObjectStatus<S>> S seen(ObjectKey key, long generation, S before) {
    S seen = before.withObservedGeneration(generation);
    // Of a source Flux says so in the condition as well.
    return key.kind() == ObjectKey.Kind.GIT_REPOSITORY
        ? seen.withConditions(before.conditions().forGeneration(Condition.READY, generation))
        : seen;
  }

  /** Tells that an object cannot be run as it is, although its schema let it through. */
  void refuse(ObjectKey key, long generation, Trigger trigger, AutomationException problem) {
    switch (key.kind()) {
      case GIT_REPOSITORY ->
          refuse(StatusKind.SOURCE, key, generation, UnaryOperator.identity(), trigger, problem);
      case IMAGE_REPOSITORY ->
          refuse(
              StatusKind.REPOSITORY, key, generation, UnaryOperator.identity(), trigger, problem);
      case IMAGE_POLICY ->
          refuse(StatusKind.POLICY, key, generation, UnaryOperator.identity(), trigger, problem);
      case IMAGE_UPDATE_AUTOMATION ->
          refuse(
              StatusKind.AUTOMATION,
              key,
              generation,
              before -> before.withLastAutomationRunTime(clock.instant()),
              trigger,
              problem);
    }
  }

  private <S extends ObjectStatus<S>> void refuse(
      StatusKind<S> kind,
      ObjectKey key,
      long generation,
      UnaryOperator<S> beginning,
      Trigger trigger,
      AutomationException problem) {
    boolean news =
        amend(
            kind,
            key.name(),
            before -> {
              S begun = beginning.apply(before);
              Attempt<S> attempt = Attempt.begin(begun, generation, clock, _ -> {});
              S after = answered(attempt.failed(problem), trigger);
              // That it has begun again is not worth a write of its own.
              return after.equals(begun) ? before : after;
            });
    if (news) {
      told.accept(Event.failed(key, problem, clock.instant()));
    }
  }

  private static <S extends ObjectStatus<S>> S answered(S status, Trigger trigger) {
    return trigger.token().map(status::withLastHandledReconcileAt).orElse(status);
  }

  /** Changes a status beside its object's own runs; false when it is like that already. */
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
