package dev.freshet.engine.git;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The updates of one push branch. Whoever's turn it is serves all of its namespace who wait: each
 * gets a commit of its own, and one push carries them all.
 */
final class PushQueue {
  private final String branch;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final Queue<PendingUpdate> waiting = new ConcurrentLinkedQueue<>();

  PushQueue(String branch) {
    this.branch = branch;
  }

  /**
   * Serves the update, or lets it be served. Updates of other namespaces are waited for no longer
   * than this one may take; then it goes ahead of its turn, as if from another process.
   *
   * @param mirror a mirror of the queue's access, as that of any other update
   */
  PushOutcome submit(GitMirror mirror, UpdateRequest request) {
    PendingUpdate own = new PendingUpdate(mirror, request);
    waiting.add(own);
    boolean inTurn = isMyTurn(mirror.endpoint().remote().timeout());
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
  List<PendingUpdate> joining(PushBatch batch) {
    List<PendingUpdate> joining = new ArrayList<>();
    for (PendingUpdate update : List.copyOf(waiting)) {
      if (batch.accepts(update) && waiting.remove(update)) {
        joining.add(update);
      }
    }
    return joining;
  }

  private void serve(PendingUpdate first) {
    PushBatch batch = PushBatch.open(branch, first, this);
    batch.run();
    if (!batch.isRefused()) {
      return;
    }
    // One of them is to blame: alone, the others get through.
    for (PendingUpdate update : batch.updates()) {
      PushBatch.single(branch, update).run();
    }
  }
}
