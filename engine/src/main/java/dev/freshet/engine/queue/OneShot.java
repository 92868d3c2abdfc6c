package dev.freshet.engine.queue;

import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.object.ManifestObjects;
import dev.freshet.engine.reconcile.Pipeline;
import dev.freshet.engine.reconcile.Run;
import dev.freshet.engine.reconcile.Survival;
import dev.freshet.engine.reconcile.Trigger;
import dev.freshet.engine.work.OutOfMemory;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;

/** One run of everything, stage after stage: what a CI job does. */
public record OneShot(Pipeline pipeline, Survival survival) {
  /**
   * Not virtual: once one of those has waited for a socket, the JVM takes 0.3 s to exit, because a
   * thread of its own still waits for their sockets in native code.
   */
  private static final ThreadFactory THREADS = Thread.ofPlatform().name("freshet-", 0).factory();

  /**
   * Runs all objects, kind after kind in the order the data flows, whatever is due. Objects of one
   * kind run side by side and a failed one stops no other; suspended ones rest.
   */
  public Map<ObjectKey, Run> run(ManifestObjects objects) {
    return run(objects, pipeline.kinds());
  }

  /** Runs the objects that those of a kind wait for, and nothing else. */
  public Map<ObjectKey, Run> runBefore(Kind<?, ?> kind, ManifestObjects objects) {
    return run(objects, pipeline.graph().before(kind));
  }

  private Map<ObjectKey, Run> run(ManifestObjects objects, List<? extends Kind<?, ?>> kinds) {
    Map<ObjectKey, Run> runs = new ConcurrentSkipListMap<>();
    for (Kind<?, ?> kind : kinds) {
      Map<Boolean, List<Reconcilable>> stage =
          objects.keys(List.of(kind)).stream()
              .flatMap(key -> objects.find(key).stream())
              .filter(one -> !one.suspend())
              .collect(Collectors.partitioningBy(one -> survival.suspicion(one.key()) > 0));
      List<Reconcilable> together = stage.getOrDefault(false, List.of());
      if (!together.isEmpty()) {
        int most = Math.min(together.size(), RunQueue.MOST_AT_ONCE);
        try (var workers = Executors.newFixedThreadPool(most, THREADS)) {
          together.forEach(one -> workers.execute(() -> runs.put(one.key(), run(objects, one))));
        }
      }
      // Last and alone: with one of these the memory has run out before.
      stage.getOrDefault(true, List.of()).stream()
          .sorted(Comparator.comparingInt(one -> survival.suspicion(one.key())))
          .forEach(one -> runs.put(one.key(), run(objects, one)));
    }
    return runs;
  }

  /** An object is never lost, whatever ends its run: who looks at the results would miss it. */
  private Run run(KnownObjects objects, Reconcilable one) {
    try {
      return pipeline.run(objects, one, Trigger.ONCE);
    } catch (Throwable unforeseen) {
      OutOfMemory.endOn(unforeseen);
      return new Run(Run.Result.LOST, List.of(), Optional.empty());
    }
  }
}
