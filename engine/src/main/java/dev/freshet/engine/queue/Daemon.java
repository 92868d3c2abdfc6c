package dev.freshet.engine.queue;

import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.object.ManifestObjects;
import dev.freshet.engine.reconcile.Pipeline;
import dev.freshet.engine.reconcile.Run;
import dev.freshet.engine.reconcile.Survival;
import dev.freshet.engine.reconcile.Trigger;
import dev.freshet.engine.state.ReconcileRequests;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** The pipeline over the manifests of a folder, for as long as the process lives. */
public final class Daemon implements AutoCloseable {
  private final Pipeline pipeline;
  private final RunQueue queue;
  private volatile ManifestObjects objects = ManifestObjects.NONE;

  /** Has nothing to work on until it is told what. */
  public Daemon(Pipeline pipeline, Survival survival) {
    this.pipeline = pipeline;
    this.queue =
        new RunQueue(
            pipeline.graph(),
            pipeline::runsToItsEnd,
            () -> this.objects,
            this::run,
            RunQueue.RETRIES,
            survival::suspicion);
  }

  /** Works on other objects from now on; those that changed or are new run at once. */
  public void use(ManifestObjects next) {
    ManifestObjects last = objects;
    objects = next;
    Set<ObjectKey> gone = new HashSet<>(last.keys(pipeline.kinds()));
    next.keys(pipeline.kinds()).forEach(gone::remove);
    for (ObjectKey key : gone) {
      queue.forget(key);
      queue.giveUp(key);
      pipeline.forget(key);
    }
    boolean shared =
        !last.secretsByName().equals(next.secretsByName())
            || !declared(last).equals(declared(next));
    for (ObjectKey key : next.keys(pipeline.kinds())) {
      if (shared || !last.find(key).equals(next.find(key))) {
        queue.wake(key);
      }
    }
  }

  /** What is not reconciled here, and yet is what others work on. */
  private Map<Kind<?, ?>, SortedMap<NamespacedName, Reconcilable>> declared(ManifestObjects from) {
    Map<Kind<?, ?>, SortedMap<NamespacedName, Reconcilable>> declared =
        new HashMap<>(from.byKind());
    declared.keySet().removeAll(pipeline.kinds());
    return declared;
  }

  /** Runs an object because somebody asked; an object that is not there is no failure of ours. */
  public void ask(ReconcileRequests.Request request) {
    if (objects.find(request.object()).isPresent()) {
      queue.ask(request.object(), request.token());
    }
  }

  private Optional<Run> run(ObjectKey key, Trigger trigger) {
    ManifestObjects now = objects;
    return now.find(key).filter(one -> !one.suspend()).map(one -> pipeline.run(now, one, trigger));
  }

  /** Starts nothing more and waits for what runs, so that a push is finished or not begun. */
  @Override
  public void close() {
    queue.close();
  }
}
