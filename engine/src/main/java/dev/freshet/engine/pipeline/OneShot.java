package dev.freshet.engine.pipeline;

import dev.freshet.engine.state.ObjectKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** One run of everything, stage after stage: what a CI job does. */
public record OneShot(Pipeline pipeline) {
  /**
   * Not virtual: once one of those has waited for a socket, the JVM takes 0.3 s to exit, because a
   * thread of its own still waits for their sockets in native code.
   */
  private static final ThreadFactory THREADS = Thread.ofPlatform().name("freshet-", 0).factory();

  /**
   * Scans all repositories, selects for all policies, updates for all automations, whatever is due.
   * Objects of one stage run side by side and a failed one stops no other; suspended ones rest.
   */
  public Map<ObjectKey, Run> run(KnownObjects objects) {
    return run(
        objects,
        List.of(
            ObjectKey.Kind.IMAGE_REPOSITORY,
            ObjectKey.Kind.IMAGE_POLICY,
            ObjectKey.Kind.IMAGE_UPDATE_AUTOMATION));
  }

  /** Scans and selects as {@link #run} does, and writes nothing to Git. */
  public Map<ObjectKey, Run> select(KnownObjects objects) {
    return run(objects, List.of(ObjectKey.Kind.IMAGE_REPOSITORY, ObjectKey.Kind.IMAGE_POLICY));
  }

  private Map<ObjectKey, Run> run(KnownObjects objects, List<ObjectKey.Kind> stages) {
    Map<ObjectKey, Run> runs = new ConcurrentSkipListMap<>();
    for (ObjectKey.Kind kind : stages) {
      List<ObjectKey> stage =
          objects.imageKeys().stream().filter(key -> key.kind() == kind).toList();
      try (var workers = Executors.newThreadPerTaskExecutor(THREADS)) {
        for (ObjectKey key : stage) {
          objects
              .find(key)
              .filter(one -> !one.suspend())
              .ifPresent(one ->
                  workers.execute(() -> runs.put(key, pipeline.run(objects, one, Trigger.ONCE))));
        }
      }
    }
    return runs;
  }
}
