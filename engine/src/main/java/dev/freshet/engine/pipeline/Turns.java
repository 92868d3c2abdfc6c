package dev.freshet.engine.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which keys may begin to run. Groups take turns: a lone one may have all places; one that has less
 * than its share of them never waits for those that have more, so runs that hang keep nobody else
 * from beginning. Some keys run last and alone.
 *
 * <p>Not for many threads at once. Times are those of {@link System#nanoTime}.
 */
final class Turns<K> {
  /**
   * How keys that run alone come to that.
   *
   * @param quiet for how long nothing has begun or ended before one of them begins
   * @param patience how long one waits for that before others are held back for it
   * @param hold for how long they are held back at most
   * @param alone for how long it has everything to itself at most
   */
  record Solitude(Duration quiet, Duration patience, Duration hold, Duration alone) {
    static final Solitude DEFAULT =
        new Solitude(
            Duration.ofSeconds(3),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30));
  }

  private final int places;
  private final Function<K, String> groups;
  private final ToIntFunction<K> suspicion;
  private final Solitude solitude;

  /** What waits; the group that was served last comes last. */
  private final Map<String, SequencedSet<K>> waiting = new LinkedHashMap<>();

  private final Set<K> waitingToBeAlone = new LinkedHashSet<>();
  private final Map<String, Integer> underWay = new HashMap<>();
  private final Set<K> running = new LinkedHashSet<>();
  private @Nullable K alone;
  private long aloneSince;
  private long lastStir;
  private long waitingSince;

  /**
   * @param places how many run at once; twice as many when several groups have their share
   * @param suspicion above zero for keys that run alone, the lowest first
   */
  Turns(int places, Function<K, String> groups, ToIntFunction<K> suspicion, Solitude solitude) {
    this.places = places;
    this.groups = groups;
    this.suspicion = suspicion;
    this.solitude = solitude;
    this.lastStir = System.nanoTime();
  }

  /** A key that waits already waits no second time. */
  void add(K key, long now) {
    if (suspicion.applyAsInt(key) > 0) {
      if (waitingToBeAlone.isEmpty()) {
        waitingSince = now;
      }
      waitingToBeAlone.add(key);
      return;
    }
    var _ = waiting.computeIfAbsent(groups.apply(key), _ -> new LinkedHashSet<>()).add(key);
  }

  void remove(K key) {
    waitingToBeAlone.remove(key);
    String group = groups.apply(key);
    Set<K> queue = waiting.get(group);
    if (queue != null && queue.remove(key) && queue.isEmpty()) {
      waiting.remove(group);
    }
  }

  void clear() {
    waiting.clear();
    waitingToBeAlone.clear();
  }

  /** Whether time alone can let something begin. */
  boolean dependsOnTime() {
    return !waitingToBeAlone.isEmpty() || alone != null;
  }

  /** What begins now; it counts as running until {@link #ended}. */
  List<K> begin(long now) {
    List<K> begun = new ArrayList<>();
    if (alone != null && now - aloneSince < solitude.alone().toNanos()) {
      return begun;
    }
    if (!isHeldBack(now)) {
      for (Optional<K> next = next(); next.isPresent(); next = next()) {
        begun.add(next.get());
      }
    }
    if (!begun.isEmpty()) {
      lastStir = now;
    } else if (isQuiet(now)) {
      K key = Collections.min(waitingToBeAlone, Comparator.comparingInt(suspicion));
      waitingToBeAlone.remove(key);
      alone = key;
      aloneSince = now;
      waitingSince = now;
      run(key);
      begun.add(key);
    }
    return begun;
  }

  private boolean isQuiet(long now) {
    return !waitingToBeAlone.isEmpty()
        && running.isEmpty()
        && (isHeldBack(now) || (waiting.isEmpty() && now - lastStir >= solitude.quiet().toNanos()));
  }

  /** Others wait a while for what waits for them; when they do not end in time they go on. */
  private boolean isHeldBack(long now) {
    if (waitingToBeAlone.isEmpty()) {
      return false;
    }
    long over = now - waitingSince - solitude.patience().toNanos();
    if (over >= solitude.hold().toNanos()) {
      waitingSince = now;
      return false;
    }
    return over >= 0;
  }

  private Optional<K> next() {
    int share = Math.max(1, places / groups());
    Optional<String> group =
        running.size() < 2 * places
            ? waiting.keySet().stream()
                .filter(one -> underWay.getOrDefault(one, 0) < share)
                .findFirst()
            : Optional.empty();
    return group
        .or(() ->
            running.size() < places ? waiting.keySet().stream().findFirst() : Optional.empty())
        .map(this::next);
  }

  private K next(String group) {
    SequencedSet<K> queue = waiting.getOrDefault(group, new LinkedHashSet<>());
    K key = queue.removeFirst();
    waiting.remove(group);
    if (!queue.isEmpty()) {
      waiting.put(group, queue); // behind the others
    }
    run(key);
    return key;
  }

  private int groups() {
    int idle = 0;
    for (String group : waiting.keySet()) {
      idle += underWay.containsKey(group) ? 0 : 1;
    }
    return Math.max(1, underWay.size() + idle);
  }

  private void run(K key) {
    running.add(key);
    underWay.merge(groups.apply(key), 1, Integer::sum);
  }

  void ended(K key, long now) {
    if (running.remove(key)) {
      underWay.computeIfPresent(groups.apply(key), (_, many) -> many == 1 ? null : many - 1);
      lastStir = now;
    }
    if (key.equals(alone)) {
      alone = null;
    }
  }

  boolean isRunning(K key) {
    return running.contains(key);
  }

  Set<K> running() {
    return running;
  }
}
