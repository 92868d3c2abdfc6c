package dev.freshet.engine.git.tree;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much memory all indexes of markers take up together. When that is too much, the largest index
 * of the namespace that has most is forgotten; whose it is finds its markers again.
 */
public final class MarkerMemory {
  private final long most;

  /** The open indexes. Guarded by this. */
  private final Set<MarkerIndex> indexes = new HashSet<>();

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

  synchronized void opened(MarkerIndex index) {
    indexes.add(index);
  }

  synchronized void closed(MarkerIndex index) {
    indexes.remove(index);
  }

  /** An index has grown, or shrunk. */
  void changed(long bytes) {
    Optional<MarkerIndex> greedy = Optional.empty();
    synchronized (this) {
      taken += bytes;
      if (taken > most) {
        greedy = greediest();
      }
    }
    greedy.ifPresent(MarkerIndex::forget);
  }

  private Optional<MarkerIndex> greediest() {
    Map<String, Long> byNamespace = new HashMap<>();
    indexes.forEach(index -> byNamespace.merge(index.namespace(), index.bytes(), Long::sum));
    return byNamespace.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .flatMap(namespace ->
            indexes.stream()
                .filter(index -> index.namespace().equals(namespace.getKey()))
                .max(Comparator.comparingLong(MarkerIndex::bytes)));
  }
}
