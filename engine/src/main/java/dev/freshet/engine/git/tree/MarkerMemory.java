package dev.freshet.engine.git.tree;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory all indexes of markers take up together. When that is too much, the largest index
 * of the namespace that has most is forgotten; whose it is finds its markers again.
 */
public final class MarkerMemory {
  private final long most;

  /** Of the open indexes. Guarded by this. */
  private final Set<Share> shares = new HashSet<>();

  /** Guarded by this. */
  private long taken;

  MarkerMemory(long most) {
    this.most = most;
  }

  /** An eighth of the heap. */
  public static MarkerMemory ofThisProcess() {
    return new MarkerMemory(Runtime.getRuntime().maxMemory() / 8);
  }

  long most() {
    return most;
  }

  /**
   * Opens the share of an index.
   *
   * @param forgetting what the index does to give back what it has
   */
  Share open(String namespace, Runnable forgetting) {
    Share share = new Share(namespace, forgetting);
    synchronized (this) {
      shares.add(share);
    }
    return share;
  }

  /** What one index takes. */
  final class Share implements AutoCloseable {
    private final String namespace;
    private final Runnable forgetting;
    private final AtomicLong bytes = new AtomicLong();

    private Share(String namespace, Runnable forgetting) {
      this.namespace = namespace;
      this.forgetting = forgetting;
    }

    private String namespace() {
      return namespace;
    }

    long bytes() {
      return bytes.get();
    }

    void take(long more) {
      bytes.addAndGet(more);
      changed(more);
    }

    /** Gives everything back. */
    void forget() {
      forgetting.run();
      changed(-bytes.getAndSet(0));
    }

    @Override
    public void close() {
      synchronized (MarkerMemory.this) {
        shares.remove(this);
      }
    }
  }

  private void changed(long bytes) {
    Optional<Share> greedy = Optional.empty();
    synchronized (this) {
      taken += bytes;
      if (taken > most) {
        greedy = greediest();
      }
    }
    greedy.ifPresent(Share::forget);
  }

  private Optional<Share> greediest() {
    Map<String, Long> byNamespace = new HashMap<>();
    shares.forEach(share -> byNamespace.merge(share.namespace(), share.bytes(), Long::sum));
    return byNamespace.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .flatMap(namespace ->
            shares.stream()
                .filter(share -> share.namespace().equals(namespace.getKey()))
                .max(Comparator.comparingLong(Share::bytes)));
  }
}
