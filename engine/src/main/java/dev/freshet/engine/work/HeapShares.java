package dev.freshet.engine.work;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much of the heap all lists under way may take together, whoever sends them. When that is not
 * enough, the namespace that has most gives up the largest it has, if whoever needs it has less;
 * else one waits for the others.
 */
public final class HeapShares {
  private final long most;

  /** Those that are open. Guarded by this. */
  private final Set<Share> shares = new HashSet<>();

  /** Guarded by this. */
  private long taken;

  /**
   * @param most bytes for all
   */
  public HeapShares(long most) {
    this.most = most;
  }

  /** A quarter of the heap: half is for repositories, and something for everything else. */
  public static HeapShares ofThisProcess() {
    return new HeapShares(Runtime.getRuntime().maxMemory() / 4);
  }

  /**
   * Begins a share, of nothing yet.
   *
   * @param givenUp ends what the share is for when others need it more; returns at once
   */
  public synchronized Share open(String namespace, Runnable givenUp) {
    Share share = new Share(namespace, givenUp);
    shares.add(share);
    return share;
  }

  /** How many bytes are taken now. */
  public synchronized long taken() {
    return taken;
  }

  /** What one list has taken until it is closed. Used by one thread at a time. */
  public final class Share implements AutoCloseable {
    private final String namespace;

    /** As all that follows, guarded by the shares. */
    private long bytes;

    private Runnable givenUp;

    private boolean waits;
    private boolean lost;

    private Share(String namespace, Runnable givenUp) {
      this.namespace = namespace;
      this.givenUp = givenUp;
    }

    /**
     * Takes more.
     *
     * @param patience how long to wait for others
     * @throws HeapShareException when there is not as much, or others needed what there was more
     */
    public void take(long more, Duration patience) {
      long until = System.nanoTime() + patience.toNanos();
      while (!isGranted(this, more)) {
        Optional<Share> loser = loser(this, more);
        if (loser.isPresent()) {
          loser.get().givenUp.run();
        } else {
          await(this, more, until);
        }
      }
    }

    public void giveBack(long less) {
      synchronized (HeapShares.this) {
        bytes -= less;
        taken -= less;
        HeapShares.this.notifyAll();
      }
    }

    @Override
    public void close() {
      synchronized (HeapShares.this) {
        giveBack(bytes);
        shares.remove(this);
        givenUp = () -> {}; // who keeps the list must not keep the credentials it was fetched with
      }
    }
  }

  private synchronized boolean isGranted(Share share, long more) {
    if (share.lost) {
      throw new HeapShareException("other namespaces needed the memory for lists of tags");
    }
    if (share.bytes + more > most) {
      throw new HeapShareException(
          "it takes more than the %d MiB of memory for lists of tags; a larger heap (-Xmx) allows"
                  .formatted(most >> 20)
              + " for more");
    }
    if (taken + more > most) {
      return false;
    }
    taken += more;
    share.bytes += more;
    return true;
  }

  /** Who has to give way; nobody while one does so already. */
  private synchronized Optional<Share> loser(Share asking, long more) {
    if (shares.stream().anyMatch(share -> share.lost)) {
      return Optional.empty();
    }
    Map<String, Long> byNamespace = new HashMap<>();
    shares.forEach(share -> byNamespace.merge(share.namespace, share.bytes, Long::sum));
    long mine = byNamespace.getOrDefault(asking.namespace, 0L) + more;
    Optional<Share> loser =
        byNamespace.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .filter(greatest -> greatest.getValue() > mine)
            .flatMap(greatest ->
                shares.stream()
                    .filter(share -> share.namespace.equals(greatest.getKey()))
                    .filter(share -> share != asking)
                    .max(Comparator.comparingLong(share -> share.bytes)));
    loser.ifPresent(share -> share.lost = true);
    notifyAll();
    return loser;
  }

  /** Two that wait for each other would wait for ever, so it ends when nobody else goes on. */
  private synchronized void await(Share asking, long more, long until) {
    try {
      while (!asking.lost && taken + more > most) {
        long left = until - System.nanoTime();
        if (left <= 0 || !othersGoOn(asking)) {
          throw new HeapShareException(
              "there are more lists of tags under way than the %d MiB of memory for them hold"
                  .formatted(most >> 20));
        }
        asking.waits = true;
        wait(Math.clamp(left / 1_000_000, 1, 1_000));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new HeapShareException("interrupted");
    } finally {
      asking.waits = false;
    }
  }

  private boolean othersGoOn(Share asking) {
    return shares.stream()
        .filter(share -> share != asking && share.bytes > 0)
        .anyMatch(share -> share.lost || !share.waits);
  }
}
