package dev.freshet.engine.pipeline;

import dev.freshet.api.condition.Conditions;
import dev.freshet.api.condition.ObjectStatus;
import dev.freshet.core.AutomationException;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * One run of one object under way. It shows its progress to those who watch, and gives the status
 * it ends with.
 */
final class ReconcileContext<S extends ObjectStatus<S>> {
  private final S before;
  private final InstantSource clock;
  private final Consumer<S> shown;
  private ReadyConditions readiness;

  private ReconcileContext(
      S before, ReadyConditions readiness, InstantSource clock, Consumer<S> shown) {
    this.before = before;
    this.readiness = readiness;
    this.clock = clock;
    this.shown = shown;
  }

  /** Begins a run; nothing is shown of it yet. */
  static <S extends ObjectStatus<S>> ReconcileContext<S> begin(
      S before, long generation, InstantSource clock, Consumer<S> shown) {
    return new ReconcileContext<>(
        before, ReadyConditions.begin(before, generation, clock.instant()), clock, shown);
  }

  /** Whether this run sees the object's spec for the first time, which is worth telling at once. */
  boolean isNewGeneration() {
    return readiness.isNewGeneration();
  }

  /** The status as the last run left it. */
  S before() {
    return before;
  }

  /** Tells what is under way. */
  void progress(String message) {
    readiness = readiness.progressing(message, clock.instant());
    show();
  }

  /**
   * Tells what is under way, and that the object must not be taken for ready until it has ended.
   */
  void restart(String message) {
    readiness = readiness.starting(message, clock.instant());
    show();
  }

  /** The status of an object that is ready. */
  S succeeded(S status, String message) {
    return status
        .withConditions(readiness.ready(message, clock.instant()))
        .withObservedGeneration(readiness.generation());
  }

  /** The status after a failure, which leaves all else as it was. */
  S failed(AutomationException failure) {
    return before
        .withConditions(readiness.failed(failure, clock.instant()))
        .withObservedGeneration(readiness.observedGeneration(failure));
  }

  /** Whether a success says what the last run did not. */
  boolean isNews(String message) {
    return ReadyConditions.isNews(before.conditions(), message);
  }

  /** Whether the object was ready, with nothing under way, when this run began. */
  boolean wasReady() {
    return ReadyConditions.isReady(before.conditions());
  }

  /** What is under way, and what the object says of itself meanwhile. */
  Conditions conditions() {
    return readiness.conditions();
  }

  /** Shows a state of the work that says more than what is under way. */
  void show(S status) {
    shown.accept(status);
  }

  /** Shows that the object is being worked on. */
  void show() {
    shown.accept(before.withConditions(readiness.conditions()));
  }
}
