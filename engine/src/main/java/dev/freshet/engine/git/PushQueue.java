package dev.freshet.engine.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The updates of one push branch. Whoever's turn it is serves everybody who waits: each gets a
 * commit of its own, and one push carries them all.
 */
final class PushQueue {
  private final String branch;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final Queue<PendingUpdate> waiting = new ConcurrentLinkedQueue<>();

  PushQueue(String branch) {
    this.branch = branch;
  }

  /**
   * @param mirror a mirror of the queue's remote, as that of any other update
   */
  PushOutcome submit(GitMirror mirror, UpdateRequest request) {
    PendingUpdate own = new PendingUpdate(request);
    waiting.add(own);
    turn.lock();
    try {
      if (!own.isDone()) {
        waiting.remove(own);
        serve(mirror, own);
        mirror.store().tidy();
      }
    } finally {
      turn.unlock();
    }
    return own.outcome();
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

  private void serve(GitMirror mirror, PendingUpdate first) {
    PushBatch batch = PushBatch.open(mirror, branch, first, this);
    batch.run();
    if (!batch.isRefused()) {
      return;
    }
    // One of them is to blame: alone, the others get through.
    for (PendingUpdate update : batch.updates()) {
      PushBatch.single(mirror, branch, update).run();
    }
  }
}
