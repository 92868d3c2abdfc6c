package dev.freshet.engine.reconcile;

import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.object.ReferenceGraph;
import dev.freshet.engine.state.StatusStore;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Runs one object at a time with the reconciler of its kind, keeps its status, and says what has to
 * run next. Different objects may run at once; the caller never runs the same object twice at once.
 */
public final class Pipeline {
  private final Map<Kind<?, ?>, Reconciler<?, ?>> reconcilers = new LinkedHashMap<>();
  private final ReferenceGraph graph;
  private final StatusUpdater statusUpdater;
  private final RunBoundary boundary;
  private final Consumer<Event> events;

  /**
   * @param reconcilers all there are in this process, in the order the data flows
   * @param events told one after the other, on the threads of the runs
   */
  public Pipeline(
      List<Reconciler<?, ?>> reconcilers,
      StatusStore statuses,
      Consumer<Event> events,
      Survival survival,
      InstantSource clock) {
    reconcilers.forEach(one -> this.reconcilers.put(one.kind(), one));
    this.graph = new ReferenceGraph(kinds());
    this.statusUpdater = new StatusUpdater(statuses, graph, events, clock);
    this.boundary = new RunBoundary(survival, this::letGo, events, clock);
    this.events = events;
  }

  /** The kinds that are reconciled, in the order the data flows. */
  public List<Kind<?, ?>> kinds() {
    return List.copyOf(reconcilers.keySet());
  }

  public ReferenceGraph graph() {
    return graph;
  }

  /** Whether a run that is begun is waited for when the process ends. */
  public boolean runsToItsEnd(ObjectKey key) {
    return of(key).traits().contains(Reconciler.Trait.RUNS_TO_ITS_END);
  }

  /**
   * Runs the object with the reconciler of its kind; whatever goes wrong is told and fails this
   * run.
   *
   * @throws CancellationException when this thread is interrupted
   */
  public Run run(KnownObjects objects, Reconcilable one, Trigger trigger) {
    return boundary.around(
        one,
        () -> run(of(one.key()), objects, one, trigger),
        tooMuch -> refuse(one.key(), one.metadata().generation(), trigger, tooMuch));
  }

  private <R extends Reconcilable, S extends ObjectStatus<S>> Run run(
      Reconciler<R, S> reconciler, KnownObjects objects, Reconcilable one, Trigger trigger) {
    return statusUpdater.run(reconciler, objects, reconciler.kind().cast(one), trigger);
  }

  /** A suspended object is left alone, but its status tells that the suspension was seen. */
  public void rest(ObjectKey key, long generation, Trigger trigger) {
    statusUpdater.rest(of(key), key.name(), generation, trigger);
  }

  /** Tells that an object cannot be run as it is, although its schema let it through. */
  public Run refuse(ObjectKey key, long generation, Trigger trigger, AutomationException problem) {
    statusUpdater.refuse(key.kind(), key.name(), generation, trigger, problem);
    return new Run(Run.Result.STALLED, List.of(), Optional.empty());
  }

  /** Deletes what is kept for an object that is about to go. */
  public void cleanUp(ObjectKey key) {
    of(key).cleanUp(key.name()).ifPresent(events);
  }

  /** Forgets what is remembered of an object that is gone. */
  public void forget(ObjectKey key) {
    statusUpdater.forget(key);
    boundary.forget(key);
  }

  private void letGo(ObjectKey key) {
    of(key).forget(key.name());
  }

  private Reconciler<?, ?> of(ObjectKey key) {
    Reconciler<?, ?> reconciler = reconcilers.get(key.kind());
    if (reconciler == null) {
      throw new IllegalArgumentException(key + " is of a kind that is not reconciled here");
    }
    return reconciler;
  }
}
