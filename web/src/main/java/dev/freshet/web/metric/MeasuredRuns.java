package dev.freshet.web.metric;

import dev.freshet.api.kind.ObjectKey;
import dev.freshet.engine.reconcile.Run;
import dev.freshet.engine.reconcile.Trigger;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Runs objects as another does, and measures. An object there is nothing to run for is not counted.
 */
public final class MeasuredRuns implements BiFunction<ObjectKey, Trigger, Optional<Run>> {
  private final BiFunction<ObjectKey, Trigger, Optional<Run>> runner;
  private final Metrics metrics;

  public MeasuredRuns(BiFunction<ObjectKey, Trigger, Optional<Run>> runner, Metrics metrics) {
    this.runner = runner;
    this.metrics = metrics;
  }

  @Override
  public Optional<Run> apply(ObjectKey object, Trigger trigger) {
    metrics.started(object);
    Optional<Optional<Run>> result = Optional.empty();
    try {
      Optional<Run> run = runner.apply(object, trigger);
      result = Optional.of(run);
      return run;
    } finally {
      result.ifPresentOrElse(
          run ->
              run.ifPresentOrElse(
                  one -> metrics.reconciled(object, one), () -> metrics.skipped(object)),
          () -> metrics.broken(object));
    }
  }
}
