package dev.freshet.engine.git.tree;

import dev.freshet.engine.git.failure.GitException;
import dev.freshet.engine.git.failure.GitException.Problem;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of the heap repositories may take up at once: one piece of work a quarter, all together
 * half. What work needs is estimated before it is taken up, since nobody survives finding out that
 * memory is full. A larger heap (-Xmx) makes larger shares.
 */
public final class MemoryShares {
  private static final int OF_ONE = 4;
  private static final int OF_ALL = 2;

  /** Less than this is not counted: honest repositories must get along beside greedy ones. */
  private static final long UNCOUNTED = 256 << 10;

  /** Counted in steps, so that those who count by the file do not queue for it. */
  private static final long STEP = 256 << 10;

  private static final int MEBIBYTE_BITS = 20;

  private final long one;
  private final long ofNamespace;
  private final long all;

  /** Guarded by this. */
  private long taken;

  /** Guarded by this. */
  private final Map<String, Long> byNamespace = new HashMap<>();

  public MemoryShares(long heap) {
    one = heap / OF_ONE;
    all = heap / OF_ALL;
    ofNamespace = (one + all) / 2;
  }

  public static MemoryShares ofThisProcess() {
    return new MemoryShares(Runtime.getRuntime().maxMemory());
  }

  /** The share of one piece of work, given back when it is closed. */
  public Share open(String namespace) {
    return new Share(namespace);
  }

  private synchronized boolean reserve(String namespace, long bytes) {
    long own = byNamespace.getOrDefault(namespace, 0L) + bytes;
    if (taken + bytes > all || own > ofNamespace) {
      return false;
    }
    taken += bytes;
    byNamespace.put(namespace, own);
    return true;
  }

  private synchronized void giveBack(String namespace, long bytes) {
    taken -= bytes;
    byNamespace.computeIfPresent(namespace, (_, own) -> own <= bytes ? null : own - bytes);
  }

  /** What one piece of work has taken; used by one thread at a time. */
  public final class Share implements AutoCloseable {
    private final String namespace;
    private long used;
    private long reserved = UNCOUNTED;

    private Share(String namespace) {
      this.namespace = namespace;
    }

    /**
     * Takes so many bytes more.
     *
     * @param what is to be kept in them, for the message of a refusal
     * @throws GitException when that is more than there is
     */
    public synchronized void take(long bytes, String what) {
      if (bytes > one - used) {
        throw refused(
            "%s would take more than %d MiB of memory; a larger heap (-Xmx) allows for more"
                .formatted(what, one >> MEBIBYTE_BITS));
      }
      if (used + bytes > reserved) {
        long step = Math.max(STEP, used + bytes - reserved);
        if (!reserve(namespace, step)) {
          throw refused(
              "there is no memory for %s beside the work under way; it is tried again"
                  .formatted(what));
        }
        reserved += step;
      }
      used += bytes;
    }

    /** Has no more need of so many bytes. */
    synchronized void giveBack(long bytes) {
      used -= bytes;
    }

    @Override
    public synchronized void close() {
      MemoryShares.this.giveBack(namespace, reserved - UNCOUNTED);
      reserved = UNCOUNTED;
      used = 0;
    }
  }

  private static GitException refused(String problem) {
    return new GitException(Problem.TOO_LARGE, problem);
  }
}
