package dev.freshet.engine.queue;

import dev.freshet.engine.work.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which keys may begin to run: their namespaces take {@link Turns}, so that runs that hang keep
 * nobody else from beginning. Some keys run last and alone.
 *
 * <p>Not for many threads at once. Times are those of {@link System#nanoTime}.
 */
final class RunTurns<K> {
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

  private final Turns<K> turns;
  private final Function<K, String> namespaces;
  private final ToIntFunction<K> suspicion;
  private final Solitude solitude;

  private final Set<K> waitingToBeAlone = new LinkedHashSet<>();
  private final Set<K> running = new LinkedHashSet<>();
  private @Nullable K alone;
  private long aloneSince;
  private long lastStir;
  private long waitingSince;

  /**
   * @param places how many run at once; twice as many when several namespaces have their share
   * @param suspicion above zero for keys that run alone, the lowest first
   */
  RunTurns(
      int places, Function<K, String> namespaces, ToIntFunction<K> suspicion, Solitude solitude) {
    this.turns = new Turns<>(places, places, 1);
    this.namespaces = namespaces;
    this.suspicion = suspicion;
    this.solitude = solitude;
    this.lastStir = System.nanoTime();
  }

  /** A key that waits already waits no second time. */
  void add(K key, long now) {
    if (runsAlone(key)) {
      if (waitingToBeAlone.isEmpty()) {
        waitingSince = now;
      }
      waitingToBeAlone.add(key);
      return;
    }
    turns.add(namespaces.apply(key), key);
  }

  boolean runsAlone(K key) {
    return suspicion.applyAsInt(key) > 0;
  }

  void remove(K key) {
    waitingToBeAlone.remove(key);
    var _ = turns.remove(namespaces.apply(key), key);
  }

  void clear() {
    var _ = turns.clear();
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
      for (Optional<K> next = turns.next(); next.isPresent(); next = turns.next()) {
        running.add(next.get());
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
      turns.begun(namespaces.apply(key));
      running.add(key);
      begun.add(key);
    }
    return begun;
  }

  private boolean isQuiet(long now) {
    return !waitingToBeAlone.isEmpty()
        && running.isEmpty()
        && (isHeldBack(now)
            || (!turns.isAnyWaiting() && now - lastStir >= solitude.quiet().toNanos()));
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

  void ended(K key, long now) {
    if (running.remove(key)) {
      turns.ended(namespaces.apply(key));
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
