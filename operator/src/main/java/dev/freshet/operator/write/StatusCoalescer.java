package dev.freshet.operator.write;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.kind.ObjectKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/**
 * What is under way, shown by a few writers in the background: the newest of each object only, in
 * their order, and nothing once the end is there. When many objects run at once, most are done
 * before their turn comes, and cost nothing.
 */
final class StatusCoalescer<T> implements AutoCloseable {
  private static final int WRITERS = 4;

  private final BiConsumer<ObjectKey, T> writer;
  private final ExecutorService writers =
      Executors.newFixedThreadPool(WRITERS, Thread.ofVirtual().name("freshet-progress").factory());

  /** What waits for its turn; guarded by this. */
  private final Map<ObjectKey, T> waiting = new HashMap<>();

  /** The objects a writer is at; guarded by this. */
  private final Set<ObjectKey> busy = new HashSet<>();

  StatusCoalescer(BiConsumer<ObjectKey, T> writer) {
    this.writer = writer;
  }

  synchronized void post(ObjectKey object, T progress) {
    if (waiting.put(object, progress) == null && !writers.isShutdown()) {
      writers.execute(() -> write(object));
    }
  }

  /** Takes back what is not shown yet, and waits for what is being shown. */
  synchronized void overtake(ObjectKey object) {
    waiting.remove(object);
    awaitTurn(object);
  }

  private void write(ObjectKey object) {
    take(object)
        .ifPresent(progress -> {
          try {
            writer.accept(object, progress);
          } finally {
            finish(object);
          }
        });
  }

  private synchronized Optional<T> take(ObjectKey object) {
    awaitTurn(object);
    Optional<T> progress = Optional.ofNullable(waiting.remove(object));
    progress.ifPresent(_ -> busy.add(object));
    return progress;
  }

  private synchronized void finish(ObjectKey object) {
    busy.remove(object);
    notifyAll();
  }

  private synchronized void awaitTurn(ObjectKey object) {
    while (busy.contains(object)) {
      try {
        wait();
      } catch (InterruptedException cause) {
        Thread.currentThread().interrupt();
        throw new ReasonedException(Reason.FAILED, "interrupted", cause);
      }
    }
  }

  /** Shows nothing more, and waits for what is being shown. */
  @Override
  public void close() {
    synchronized (this) {
      waiting.clear();
    }
    writers.close();
  }
}
