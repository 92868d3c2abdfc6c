package dev.freshet.operator;

import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.reconcile.Pipeline;
import dev.freshet.engine.reconcile.Run;
import dev.freshet.engine.reconcile.Trigger;
import dev.freshet.engine.work.Unforeseen;
import dev.freshet.operator.cache.ObjectCache;
import dev.freshet.operator.leader.Leadership;
import dev.freshet.operator.log.Reconciliation;
import dev.freshet.operator.object.ClusterObject;
import dev.freshet.operator.object.Declaration;
import dev.freshet.operator.write.Finalizers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run of one object in a cluster consists of beside the pipeline: a finalizer before
 * anything is kept for it, a clean-up before it goes, nothing while it is suspended.
 */
final class ObjectRuns {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectRuns.class);

  private final ObjectCache cache;
  private final KnownObjects objects;
  private final Finalizers finalizers;
  private final Pipeline pipeline;
  private final Leadership leadership;

  ObjectRuns(
      ObjectCache cache,
      KnownObjects objects,
      Finalizers finalizers,
      Pipeline pipeline,
      Leadership leadership) {
    this.cache = cache;
    this.objects = objects;
    this.finalizers = finalizers;
    this.pipeline = pipeline;
    this.leadership = leadership;
  }

  /**
   * Runs the object as it is now; empty when it is gone, another's, suspended, or not to be run.
   */
  Optional<Run> run(ObjectKey key) {
    if (!cache.owns(key)) {
      return Optional.empty();
    }
    if (!leadership.isLeading()) {
      // The next renewal may be late only; when leadership is lost the process ends.
      return Optional.of(new Run(Run.Result.LOST, List.of(), Optional.empty()));
    }
    return cache.find(key).flatMap(object -> Reconciliation.of(key).call(() -> run(object)));
  }

  private Optional<Run> run(ClusterObject object) {
    ObjectKey key = object.key();
    try {
      if (object.isDeleting()) {
        cleanUp(object);
        return Optional.empty();
      }
      if (!object.finalizers().contains(Finalizers.FINALIZER)) {
        finalizers.add(key);
      }
      Trigger trigger = trigger(object);
      if (object.declaration().suspend()) {
        LOG.info("reconciliation is suspended for this object");
        pipeline.rest(key, object.generation(), trigger);
        return Optional.empty();
      }
      return Optional.of(
          switch (object.declaration()) {
            case Declaration.Refused refused -> refuse(object, refused, trigger);
            case Declaration.Accepted(Reconcilable one) -> run(one, trigger);
          });
    } catch (CancellationException closed) {
      throw closed;
    } catch (Throwable failure) {
      LOG.error("{}: {}", key, Unforeseen.of(failure).getMessage());
      return Optional.of(new Run(Run.Result.LOST, List.of(), Optional.empty()));
    }
  }

  private Run run(Reconcilable one, Trigger trigger) {
    Run run = pipeline.run(objects, one, trigger);
    return new Run(run.result(), run.wakes().stream().filter(cache::owns).toList(), run.next());
  }

  /** A request counts until its token is in the status. */
  private static Trigger trigger(ClusterObject object) {
    String handled = object.status().path("lastHandledReconcileAt").asText("");
    return object
        .requestedAt()
        .filter(token -> !token.isEmpty() && !token.equals(handled))
        .map(Trigger::request)
        .orElse(Trigger.SCHEDULE);
  }

  private Run refuse(ClusterObject object, Declaration.Refused refused, Trigger trigger) {
    return pipeline.refuse(
        object.key(),
        object.generation(),
        trigger,
        new ReasonedException(refused.reason(), refused.problem()));
  }

  private void cleanUp(ClusterObject object) {
    if (object.finalizers().contains(Finalizers.FINALIZER)) {
      pipeline.cleanUp(object.key());
      finalizers.remove(object.key());
    }
  }
}
