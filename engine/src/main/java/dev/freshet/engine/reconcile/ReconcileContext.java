package dev.freshet.engine.reconcile;

import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.api.condition.Reason;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.core.AutomationException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run of one object under way. It shows its progress to those who watch, and gives the status
 * it ends with.
 */
public final class ReconcileContext<S extends ObjectStatus<S>> {
  private final ObjectKey key;
  private final S before;
  private final Trigger trigger;
  private final InstantSource clock;
  private final Instant begun;
  private final Consumer<S> shown;
  private ReadyConditions readiness;

  private ReconcileContext(
      ObjectKey key,
      S before,
      Trigger trigger,
      ReadyConditions readiness,
      InstantSource clock,
      Consumer<S> shown) {
    this.key = key;
    this.before = before;
    this.trigger = trigger;
    this.readiness = readiness;
    this.clock = clock;
    this.begun = clock.instant();
    this.shown = shown;
  }

  /** Begins a run; nothing is shown of it yet. */
  public static <S extends ObjectStatus<S>> ReconcileContext<S> begin(
      ObjectKey key,
      long generation,
      S before,
      Trigger trigger,
      InstantSource clock,
      Consumer<S> shown) {
    var readiness = ReadyConditions.begin(before, generation, clock.instant());
    return new ReconcileContext<>(key, before, trigger, readiness, clock, shown);
  }

  /** Whether this run sees the object's spec for the first time, which is worth telling at once. */
  boolean isNewGeneration() {
    return readiness.isNewGeneration();
  }

  /** The object that runs. */
  public ObjectKey key() {
    return key;
  }

  /** Why it runs. */
  public Trigger trigger() {
    return trigger;
  }

  /** How long the run has taken so far. */
  public Duration age() {
    return Duration.between(begun, clock.instant());
  }

  /** Something to tell of this object. */
  public Event event(Event.Type type, Reason reason, String message) {
    return new Event(key, type, reason, message, clock.instant());
  }

  /** The status as the last run left it. */
  public S before() {
    return before;
  }

  /** Tells what is under way. */
  public void progress(String message) {
    readiness = readiness.progressing(message, clock.instant());
    show();
  }

  /**
   * Tells what is under way, and that the object must not be taken for ready until it has ended.
   */
  public void restart(String message) {
    readiness = readiness.starting(message, clock.instant());
    show();
  }

  /** The status of an object that is ready. */
  public S succeeded(S status, String message) {
    return status
        .withConditions(readiness.ready(message, clock.instant()))
        .withObservedGeneration(readiness.run().generation());
  }

  /** The status after a failure, which leaves all else as it was. */
  public S failed(AutomationException failure) {
    return before
        .withConditions(readiness.failed(failure, clock.instant()))
        .withObservedGeneration(readiness.observedGeneration(failure));
  }

  /** The end of a run that has come to nothing, which an event tells too. */
  public ReconcileResult<S> failure(AutomationException failure) {
    return new ReconcileResult<>(
        failed(failure), List.of(Event.failed(key, failure, clock.instant())), Optional.empty());
  }

  /** Whether a success says what the last run did not. */
  public boolean isNews(String message) {
    return ReadyConditions.isNews(before.conditions(), message);
  }

  /** Whether the object was ready, with nothing under way, when this run began. */
  public boolean wasReady() {
    return ReadyConditions.isReady(before.conditions());
  }

  /** What is under way, and what the object says of itself meanwhile. */
  public RunConditions conditions() {
    return readiness.run();
  }

  /** Shows a state of the work that says more than what is under way. */
  public void show(S status) {
    shown.accept(status);
  }

  /** Shows that the object is being worked on. */
  void show() {
    shown.accept(before.withConditions(readiness.run().now()));
  }
}
