package dev.freshet.engine.git.push;

import dev.freshet.engine.git.remote.LocalCopy;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Who waits to push with one access, by the push branch. */
public final class PushQueues {
  /** Branches are what users write; they may change their minds all day. */
  private static final int MOST = 100;

  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, PushQueue> queues = new ConcurrentHashMap<>();

  public PushQueues(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /**
   * Plans, commits and pushes. Blocks until the commit is on the server or nothing had to change;
   * concurrent updates of one push branch share one push.
   *
   * @param copy a copy of the queues' access, as that of any other update
   */
  public PushOutcome update(LocalCopy copy, UpdateRequest request) {
    request.requireWritable();
    return queue(request.pushBranch()).submit(copy, request);
  }

  private PushQueue queue(String branch) {
    if (queues.size() >= MOST) {
      queues.values().removeIf(PushQueue::isIdle);
    }
    return queues.computeIfAbsent(branch, name -> new PushQueue(name, clock, random));
  }
}
