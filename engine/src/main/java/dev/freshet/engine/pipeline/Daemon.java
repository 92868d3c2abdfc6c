package dev.freshet.engine.pipeline;

import dev.freshet.engine.state.ObjectKey;
import dev.freshet.engine.state.ObjectKey.Kind;
import dev.freshet.engine.state.ReconcileRequests;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs every object when it is due, asked for, or woken by another, until closed.
 *
 * <p>A policy waits while its repository is being scanned, so that it never selects from the list
 * before. An automation that a policy wakes waits, for a bounded time, until the scans and
 * selections under way have ended, so that one round of new tags makes one commit.
 */
public final class Daemon implements AutoCloseable {
  private static final Duration FIRST_RETRY = Duration.ofMillis(750);
  private static final Duration LAST_RETRY = Duration.ofMinutes(15);
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private final Pipeline pipeline;
  private final Workqueue<ObjectKey> queue = new Workqueue<>(this::run);
  private final Map<ObjectKey, Integer> failures = new ConcurrentHashMap<>();
  private final Map<ObjectKey, String> tokens = new ConcurrentHashMap<>();

  /** Scans and selections that are added or run; guarded by this. */
  private final Set<ObjectKey> upstream = new HashSet<>();

  /** Policies and automations that wait for the upstream; guarded by this. */
  private final Set<ObjectKey> settling = new HashSet<>();

  private volatile ImageObjects objects;

  public Daemon(Pipeline pipeline, ImageObjects objects) {
    this.pipeline = pipeline;
    this.objects = objects;
    objects.keys().forEach(this::wake);
  }

  /** Works on other objects from now on; those that changed or are new run at once. */
  public void use(ImageObjects next) {
    ImageObjects last = objects;
    objects = next;
    Set<ObjectKey> gone = new HashSet<>(last.keys());
    next.keys().forEach(gone::remove);
    for (ObjectKey key : gone) {
      queue.remove(key);
      failures.remove(key);
    }
    boolean shared =
        !last.secrets().equals(next.secrets()) || !last.sources().equals(next.sources());
    for (ObjectKey key : next.keys()) {
      if (shared || !last.find(key).equals(next.find(key))) {
        wake(key);
      }
    }
  }

  /** Runs an object because somebody asked; an object that is not there is no failure of ours. */
  public void ask(ReconcileRequests.Request request) {
    if (objects.find(request.object()).isPresent()) {
      tokens.put(request.object(), request.token());
      wake(request.object());
    }
  }

  private synchronized void wake(ObjectKey key) {
    boolean asked = tokens.containsKey(key);
    if (key.kind() != Kind.IMAGE_UPDATE_AUTOMATION) {
      upstream.add(key);
    }
    if (asked || !isUnsettled(key)) {
      queue.add(key);
      return;
    }
    settling.add(key);
    if (key.kind() == Kind.IMAGE_UPDATE_AUTOMATION) {
      // One slow registry must not hold back the updates from all others.
      queue.addAfter(key, SETTLING);
    }
  }

  /** Whether what the object works on may be about to change. */
  private boolean isUnsettled(ObjectKey key) {
    return switch (key.kind()) {
      case IMAGE_REPOSITORY -> false;
      case IMAGE_POLICY ->
          Optional.ofNullable(objects.policies().get(key.name()))
              .map(policy -> new ObjectKey(Kind.IMAGE_REPOSITORY, policy.imageRepositoryRef()))
              .filter(upstream::contains)
              .isPresent();
      case IMAGE_UPDATE_AUTOMATION -> !upstream.isEmpty();
    };
  }

  /** A run of the queue's own accord counts as one that was added. */
  private synchronized void begun(ObjectKey key) {
    if (key.kind() != Kind.IMAGE_UPDATE_AUTOMATION) {
      upstream.add(key);
    }
  }

  private synchronized void ended(ObjectKey key) {
    upstream.remove(key);
    List<ObjectKey> settled = settling.stream().filter(one -> !isUnsettled(one)).toList();
    settled.forEach(settling::remove);
    settled.forEach(queue::add);
  }

  private void run(ObjectKey key) {
    begun(key);
    ImageObjects now = objects;
    String token = tokens.remove(key);
    Trigger trigger = token == null ? Trigger.SCHEDULE : Trigger.request(token);
    try {
      now.find(key).filter(one -> !one.suspend()).ifPresent(one -> run(now, key, one, trigger));
    } finally {
      ended(key);
    }
  }

  private void run(ImageObjects now, ObjectKey key, Reconcilable one, Trigger trigger) {
    Run run = pipeline.run(now, one, trigger);
    run.wakes().forEach(this::wake);
    switch (run.result()) {
      case SUCCEEDED, FLAWED -> {
        failures.remove(key);
        run.next().ifPresent(after -> queue.addAfter(key, after));
      }
      case FAILED -> queue.addAfter(key, retryAfter(key));
      case STALLED -> failures.remove(key);
    }
  }

  private Duration retryAfter(ObjectKey key) {
    int failed = failures.merge(key, 1, Integer::sum);
    Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(failed - 1, 30));
    return wait.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : wait;
  }

  /** Starts nothing more and waits for what runs, so that a push is finished or not begun. */
  @Override
  public void close() {
    queue.close();
  }
}
