package dev.freshet.engine.reconcile;

import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.kind.Reconcilable;
import dev.freshet.core.AutomationException;
import dev.freshet.engine.state.UnderWay;
import dev.freshet.engine.work.OutOfMemory;
import dev.freshet.engine.work.Unforeseen;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where runs end, however they do. Whatever goes wrong is events and fails one run alone: an object
 * that nobody foresaw must not end the others, nor its own retries.
 */
final class RunBoundary {
  private final Survival survival;
  private final Consumer<ObjectKey> letGo;
  private final Consumer<Event> events;
  private final InstantSource clock;

  /** Objects whose runs are under way, and of those the ones that have gone since. */
  private final Set<ObjectKey> underWay = new HashSet<>();

  private final Set<ObjectKey> gone = new HashSet<>();

  /**
   * @param letGo lets go of what is held for an object that is gone
   */
  RunBoundary(
      Survival survival, Consumer<ObjectKey> letGo, Consumer<Event> events, InstantSource clock) {
    this.survival = survival;
    this.letGo = letGo;
    this.events = events;
    this.clock = clock;
  }

  /**
   * @param refuse what is done in place of a run of an object that is not to be run
   */
  Run around(Reconcilable one, Supplier<Run> work, Function<AutomationException, Run> refuse) {
    ObjectKey key = one.key();
    // Not closed before a failure is looked at, which may be that the memory has run out.
    UnderWay.Mark mark = survival.begin(key);
    begun(key);
    try {
      Optional<AutomationException> tooMuch = survival.refusal(one);
      if (tooMuch.isPresent()) {
        return refuse.apply(tooMuch.get());
      }
      Run run = work.get();
      survival.survived(key);
      return run;
    } catch (Throwable failure) {
      OutOfMemory.endOn(failure); // itself, since there may be no memory to load another class
      AutomationException problem = Unforeseen.of(failure);
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("the run of " + key + " was given up");
      }
      survival.survived(key);
      events.accept(Event.failed(key, problem, clock.instant()));
      return new Run(Run.Result.LOST, List.of(), Optional.empty());
    } finally {
      mark.close();
      ended(key);
    }
  }

  private synchronized void begun(ObjectKey key) {
    underWay.add(key);
  }

  private void ended(ObjectKey key) {
    if (hasGone(key)) {
      letGo.accept(key);
    }
  }

  private synchronized boolean hasGone(ObjectKey key) {
    underWay.remove(key);
    return gone.remove(key);
  }

  /** A run under way may hold more before its end: that goes then. */
  void forget(ObjectKey key) {
    survival.forget(key);
    synchronized (this) {
      if (underWay.contains(key)) {
        gone.add(key);
      }
    }
    letGo.accept(key);
  }
}
