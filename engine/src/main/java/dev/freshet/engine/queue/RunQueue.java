package dev.freshet.engine.queue;

import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.Backoff;
import dev.freshet.engine.object.KnownObjects;
import dev.freshet.engine.object.ReferenceGraph;
import dev.freshet.engine.reconcile.Run;
import dev.freshet.engine.reconcile.Trigger;
import dev.freshet.engine.work.Unforeseen;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs objects of all kinds when they are due, asked for, or woken by another, until closed.
 *
 * <p>For a bounded time a policy waits while its repository is being scanned, so that it does not
 * select from the list before, and an automation until all scans and selections under way have
 * ended, so that one round of new tags makes one commit.
 */
public final class RunQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunQueue.class);

  /** How many objects run at once: a megabyte of memory for each is what bounds heaps too. */
  static final int MOST_AT_ONCE =
      (int) Math.clamp(Runtime.getRuntime().maxMemory() >> 20, 32L, 256L);

  /** How soon a failed run is tried again, as Flux does. */
  public static final Backoff RETRIES = new Backoff(Duration.ofMillis(750), Duration.ofMinutes(15));

  /**
   * How long is waited for what is under way.
   *
   * @param settling by an object for those that it works on
   * @param toTheEnd by the end for runs that change another system, so that a push is finished or
   *     not begun
   * @param others by the end for runs that are begun anew after the next start
   */
  record DrainTimeouts(Duration settling, Duration toTheEnd, Duration others) {
    private static final DrainTimeouts DEFAULT =
        new DrainTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(25), Duration.ofSeconds(2));
  }

  private final ReferenceGraph graph;
  private final Predicate<ObjectKey> runsToItsEnd;
  private final Supplier<? extends KnownObjects> objects;
  private final BiFunction<ObjectKey, Trigger, Optional<Run>> runner;
  private final Backoff backoff;
  private final DrainTimeouts timeouts;
  private final Workqueue<ObjectKey> queue;
  private final Map<ObjectKey, Integer> failures = new ConcurrentHashMap<>();
  private final Map<ObjectKey, String> tokens = new ConcurrentHashMap<>();

  /** Scans and selections that are added or run; guarded by this. */
  private final Set<ObjectKey> upstream = new HashSet<>();

  /** Policies and automations that wait for the upstream; guarded by this. */
  private final Set<ObjectKey> settling = new HashSet<>();

  /**
   * @param graph who waits for whom
   * @param runsToItsEnd whose runs are waited for when the process ends
   * @param runner runs one object now; empty when there is nothing to run
   * @param suspicion above zero for objects that run last and alone, the lowest first
   */
  public RunQueue(
      ReferenceGraph graph,
      Predicate<ObjectKey> runsToItsEnd,
      Supplier<? extends KnownObjects> objects,
      BiFunction<ObjectKey, Trigger, Optional<Run>> runner,
      Backoff backoff,
      ToIntFunction<ObjectKey> suspicion) {
    this(graph, runsToItsEnd, objects, runner, backoff, DrainTimeouts.DEFAULT, turns(suspicion));
  }

  RunQueue(
      ReferenceGraph graph,
      Predicate<ObjectKey> runsToItsEnd,
      Supplier<? extends KnownObjects> objects,
      BiFunction<ObjectKey, Trigger, Optional<Run>> runner,
      Backoff backoff,
      DrainTimeouts timeouts,
      RunTurns<ObjectKey> turns) {
    this.graph = graph;
    this.runsToItsEnd = runsToItsEnd;
    this.objects = objects;
    this.runner = runner;
    this.backoff = backoff;
    this.timeouts = timeouts;
    this.queue = new Workqueue<>(this::run, this::untilTheEnd, turns);
  }

  /** Namespaces take turns. */
  static RunTurns<ObjectKey> turns(ToIntFunction<ObjectKey> suspicion) {
    return new RunTurns<>(
        MOST_AT_ONCE, key -> key.name().namespace(), suspicion, RunTurns.Solitude.DEFAULT);
  }

  private Duration untilTheEnd(ObjectKey key) {
    return runsToItsEnd.test(key) ? timeouts.toTheEnd() : timeouts.others();
  }

  /** Runs an object because somebody asked, without waiting for others. */
  public void ask(ObjectKey key, String token) {
    tokens.put(key, token);
    start(key);
  }

  /** Runs an object now, whatever is under way. */
  public synchronized void start(ObjectKey key) {
    expect(key);
    queue.add(key);
  }

  /** Runs an object soon. */
  public synchronized void wake(ObjectKey key) {
    if (tokens.containsKey(key) || !isUnsettled(key)) {
      start(key);
      return;
    }
    expect(key);
    // Counted from the first of many wake-ups: one slow registry must not hold back the updates
    // from all others, nor may new tags that keep coming.
    if (settling.add(key)) {
      queue.addAfter(key, timeouts.settling());
    }
  }

  /**
   * Calls the answer the way an object comes to its run; who never hears it knows that all stands.
   */
  public synchronized void probe(Runnable answer) {
    queue.probe(answer);
  }

  /** Ends the run of an object that is under way, as if it had not begun: nobody wants it. */
  public void giveUp(ObjectKey key) {
    queue.giveUp(key);
  }

  /** An object that is gone: no wake-up, no memory of failures. A run under way ends as it may. */
  public synchronized void forget(ObjectKey key) {
    queue.remove(key);
    failures.remove(key);
    tokens.remove(key);
    settling.remove(key);
    ended(key);
  }

  /** What runs last of all keeps nobody waiting before it runs: the process may not outlive it. */
  private void expect(ObjectKey key) {
    if (isUpstream(key) && !queue.runsAlone(key)) {
      upstream.add(key);
    }
  }

  private boolean isUpstream(ObjectKey key) {
    return graph.isAwaited(key.kind());
  }

  /** Whether what the object works on may be about to change. */
  private boolean isUnsettled(ObjectKey key) {
    if (ReferenceGraph.awaitsAll(key.kind())) {
      return !upstream.isEmpty();
    }
    return ReferenceGraph.awaits(key.kind())
        && objects
            .get()
            .find(key)
            .filter(one -> ReferenceGraph.awaited(key.kind(), one).anyMatch(upstream::contains))
            .isPresent();
  }

  /** A run of the queue's own accord counts as one that was added. */
  private synchronized void begun(ObjectKey key) {
    settling.remove(key);
    if (isUpstream(key)) {
      upstream.add(key);
    }
  }

  private synchronized void ended(ObjectKey key) {
    upstream.remove(key);
    List<ObjectKey> settled =
        settling.stream().filter(one -> mayAwait(one, key) && !isUnsettled(one)).toList();
    settled.forEach(settling::remove);
    settled.forEach(queue::add);
  }

  /** Whether the end of that run can settle an object; every end asks this of all that wait. */
  private boolean mayAwait(ObjectKey waiting, ObjectKey ended) {
    if (ReferenceGraph.awaitsAll(waiting.kind())) {
      return upstream.isEmpty();
    }
    return objects
        .get()
        .find(waiting)
        .map(one -> ReferenceGraph.awaited(waiting.kind(), one).anyMatch(ended::equals))
        .orElse(true);
  }

  private void run(ObjectKey key) {
    String token = tokens.remove(key);
    try {
      begun(key);
      runner
          .apply(key, token == null ? Trigger.SCHEDULE : Trigger.request(token))
          .ifPresentOrElse(run -> follow(key, token, run), () -> failures.remove(key));
    } catch (CancellationException _) {
      // The queue is closed, and the next start begins this anew; else it is tried again.
      again(key, token);
    } catch (Throwable unforeseen) {
      LOG.error("run {}: {}", key, Unforeseen.of(unforeseen).getMessage(), unforeseen);
      again(key, token);
    } finally {
      ended(key);
    }
  }

  /** The request is the next run's, unless there is a later one. */
  private void again(ObjectKey key, @Nullable String token) {
    if (token != null) {
      tokens.putIfAbsent(key, token);
    }
    queue.addAfter(key, retryAfter(key));
  }

  private void follow(ObjectKey key, @Nullable String token, Run run) {
    run.wakes().forEach(this::wake);
    switch (run.result()) {
      case SUCCEEDED, FLAWED -> {
        failures.remove(key);
        run.next().ifPresent(after -> queue.addAfter(key, after));
      }
      case FAILED -> queue.addAfter(key, run.next().orElseGet(() -> retryAfter(key)));
      case LOST -> again(key, token);
      case STALLED -> failures.remove(key);
    }
  }

  private Duration retryAfter(ObjectKey key) {
    return backoff.after(failures.merge(key, 1, Integer::sum));
  }

  /**
   * Starts nothing more and waits for what runs, so that a push is finished or not begun. Other
   * runs, such as a scan that hangs, are given up soon.
   */
  @Override
  public void close() {
    queue.close();
  }
}
