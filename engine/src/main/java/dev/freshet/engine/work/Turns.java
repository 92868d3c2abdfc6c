package dev.freshet.engine.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * What may begin next, of what waits: so many at once, namespaces by turns. A lone one may have all
 * places. One that has less than its share of them does not wait for those that have more, for
 * there is room beyond the places, so that none can keep the others waiting for ever.
 *
 * <p>Not for many threads at once.
 */
public final class Turns<T> {
  private final int places;
  private final int guests;
  private final int leastShare;

  /** What waits; the namespace that was served last comes last. */
  private final Map<String, SequencedSet<T>> waiting = new LinkedHashMap<>();

  /** How many of each namespace are under way. */
  private final Map<String, Integer> underWay = new HashMap<>();

  private int running;

  /**
   * @param places for whoever wants them
   * @param guests how many more there may be of namespaces with less than their share
   * @param leastShare how many a namespace may have as a guest when its part of the places is less
   */
  public Turns(int places, int guests, int leastShare) {
    this.places = places;
    this.guests = guests;
    this.leastShare = leastShare;
  }

  /** What waits already waits no second time. */
  public void add(String namespace, T one) {
    var _ = waiting.computeIfAbsent(namespace, _ -> new LinkedHashSet<>()).add(one);
  }

  /** Whether it waited; it does no longer. */
  public boolean remove(String namespace, T one) {
    SequencedSet<T> queue = waiting.get(namespace);
    if (queue == null || !queue.remove(one)) {
      return false;
    }
    if (queue.isEmpty()) {
      waiting.remove(namespace);
    }
    return true;
  }

  /** All that waited; it does no longer. */
  public List<T> clear() {
    List<T> all = new ArrayList<>();
    waiting.values().forEach(all::addAll);
    waiting.clear();
    return all;
  }

  public boolean isAnyWaiting() {
    return !waiting.isEmpty();
  }

  /** What begins now, if anything may; it counts as under way until it has {@link #ended}. */
  public Optional<T> next() {
    if (waiting.isEmpty() || running >= places + guests) {
      return Optional.empty();
    }
    int share = Math.max(leastShare, places / namespaces());
    for (Map.Entry<String, SequencedSet<T>> one : waiting.entrySet()) {
      if (underWay.getOrDefault(one.getKey(), 0) < share) {
        return Optional.of(next(one));
      }
    }
    return running < places
        ? Optional.of(next(waiting.entrySet().iterator().next()))
        : Optional.empty();
  }

  private T next(Map.Entry<String, SequencedSet<T>> of) {
    String namespace = of.getKey();
    SequencedSet<T> queue = of.getValue();
    T first = queue.removeFirst();
    waiting.remove(namespace);
    if (!queue.isEmpty()) {
      waiting.put(namespace, queue); // behind the others
    }
    begun(namespace);
    return first;
  }

  private int namespaces() {
    int idle = 0;
    for (String namespace : waiting.keySet()) {
      idle += underWay.containsKey(namespace) ? 0 : 1;
    }
    return underWay.size() + idle;
  }

  /** Counts one that begins out of turn. */
  public void begun(String namespace) {
    running++;
    underWay.merge(namespace, 1, Integer::sum);
  }

  public void ended(String namespace) {
    running--;
    underWay.computeIfPresent(namespace, (_, many) -> many == 1 ? null : many - 1);
  }
}
