package dev.freshet.engine.git.push;

import dev.freshet.engine.git.failure.GitFailures;
import dev.freshet.engine.git.remote.LocalCopy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * The updates of one push branch. Whoever's turn it is serves all of its namespace who wait: each
 * gets a commit of its own, and one push carries them all.
 */
final class PushQueue {
  private final String branch;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final Queue<PendingUpdate> waiting = new ConcurrentLinkedQueue<>();

  PushQueue(String branch, InstantSource clock, RandomGenerator random) {
    this.branch = branch;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Serves the update, or lets it be served. Updates of other namespaces are waited for no longer
   * than this one may take; then it goes ahead of its turn, as if from another process.
   */
  PushOutcome submit(LocalCopy copy, UpdateRequest request) {
    PendingUpdate own = new PendingUpdate(copy, request);
    waiting.add(own);
    boolean inTurn = isMyTurn(copy.timeout());
    try {
      if (!own.isDone()) {
        waiting.remove(own);
        serve(own);
      }
    } finally {
      if (inTurn) {
        turn.unlock();
      }
    }
    return own.outcome();
  }

  /** Whether nobody is here; who comes at this very moment only does without company. */
  boolean isIdle() {
    return waiting.isEmpty() && !turn.isLocked();
  }

  private boolean isMyTurn(Duration patience) {
    try {
      return turn.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw GitFailures.givenUp();
    }
  }

  /** Those who wait and can share a push with the updates in hand, removed from the queue. */
  private List<PendingUpdate> joining(Predicate<PendingUpdate> accepted) {
    List<PendingUpdate> joining = new ArrayList<>();
    for (PendingUpdate update : List.copyOf(waiting)) {
      if (accepted.test(update) && waiting.remove(update)) {
        joining.add(update);
      }
    }
    return joining;
  }

  private void serve(PendingUpdate first) {
    PushBatch batch = new PushBatch(branch, first, this::joining, clock, random);
    batch.run();
    if (!batch.isRefused()) {
      return;
    }
    // One of them is to blame: alone, the others get through.
    for (PendingUpdate update : batch.updates()) {
      new PushBatch(branch, update, _ -> List.of(), clock, random).run();
    }
  }
}
