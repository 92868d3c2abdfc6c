package dev.freshet.web.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.api.image.ImagePolicy;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.api.source.GitRepository;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.reconcile.Run;
import dev.freshet.engine.reconcile.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunMetricsTest {
  private static final ObjectKey PODINFO =
      new ObjectKey(ImagePolicy.KIND, new NamespacedName("flux-system", "podinfo"));
  private static final String[] PODINFO_LABELS = {
    "kind", "ImagePolicy", "name", "podinfo", "namespace", "flux-system"
  };

  private final SettableClock clock = new SettableClock();
  private final Metrics metrics = new Metrics(clock, List.of(GitRepository.KIND, ImagePolicy.KIND));

  @Test
  void measuresHowLongAnObjectTook() {
    ran(PODINFO, Duration.ofMillis(300), Run.Result.SUCCEEDED);
    ran(PODINFO, Duration.ofMillis(1700), Run.Result.SUCCEEDED);

    Scrape scrape = Scrape.of(metrics);
    assertThat(scrape.value("gotk_reconcile_duration_seconds_count", PODINFO_LABELS)).hasValue(2);
    assertThat(scrape.value("gotk_reconcile_duration_seconds_sum", PODINFO_LABELS)).hasValue(2);
    assertThat(
            scrape.value(
                "controller_runtime_reconcile_time_seconds_sum", "controller", "imagepolicy"))
        .hasValue(2);
    assertThat(
            scrape.value(
                "workqueue_work_duration_seconds_sum",
                "controller",
                "imagepolicy",
                "name",
                "imagepolicy"))
        .hasValue(2);
  }

  @Test
  void hasFluxBuckets() {
    ran(PODINFO, Duration.ofMillis(300), Run.Result.SUCCEEDED);

    List<Double> bounds =
        Scrape.of(metrics).bounds("gotk_reconcile_duration_seconds").stream()
            .map(bound -> bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.valueOf(bound))
            .toList();
    assertThat(bounds)
        .hasSize(11)
        .startsWith(0.01)
        .endsWith(1800.0, Double.POSITIVE_INFINITY)
        .isSorted();
    assertThat(bounds.get(1)).isBetween(0.0383, 0.0384); // 0.01 times the ninth root of 180,000
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCEEDED, requeue_after, 0",
    "FLAWED, requeue_after, 0",
    "STALLED, success, 0",
    "FAILED, error, 1",
    "LOST, error, 1"
  })
  void countsRunsByTheirEnd(Run.Result result, String label, int errors) {
    ran(PODINFO, Duration.ofMillis(1), result);

    Scrape scrape = Scrape.of(metrics);
    assertThat(
            scrape.value(
                "controller_runtime_reconcile_total", "controller", "imagepolicy", "result", label))
        .hasValue(1);
    assertThat(
            scrape.value("controller_runtime_reconcile_errors_total", "controller", "imagepolicy"))
        .hasValue(errors);
    assertThat(
            scrape.value(
                "workqueue_retries_total", "controller", "imagepolicy", "name", "imagepolicy"))
        .hasValue(errors);
  }

  @Test
  void showsWhatIsUnderWay() {
    metrics.started(PODINFO);
    clock.advance(Duration.ofSeconds(2));
    metrics.started(new ObjectKey(PODINFO.kind(), new NamespacedName("flux-system", "other")));
    clock.advance(Duration.ofSeconds(1));

    Scrape scrape = Scrape.of(metrics);
    assertThat(scrape.value("controller_runtime_active_workers", "controller", "imagepolicy"))
        .hasValue(2);
    assertThat(scrape.value("controller_runtime_active_workers", "controller", "gitrepository"))
        .hasValue(0);
    assertThat(queue(scrape, "workqueue_unfinished_work_seconds")).hasValue(4);
    assertThat(queue(scrape, "workqueue_longest_running_processor_seconds")).hasValue(3);
    assertThat(queue(scrape, "workqueue_adds_total")).hasValue(2);
  }

  @Test
  void forgetsTheSeriesOfADeletedObject() {
    ran(PODINFO, Duration.ofMillis(1), Run.Result.SUCCEEDED);

    metrics.deleted(PODINFO);

    Scrape scrape = Scrape.of(metrics);
    assertThat(scrape.text()).doesNotContain("podinfo");
    assertThat(
            scrape.value(
                "controller_runtime_reconcile_total",
                "controller",
                "imagepolicy",
                "result",
                "requeue_after"))
        .hasValue(1);
  }

  @Test
  void measuresARunnerAndGivesBackItsRun() {
    Run run = run(Run.Result.SUCCEEDED);
    var measured =
        new MeasuredRuns(
            (_, _) -> {
              clock.advance(Duration.ofSeconds(5));
              return Optional.of(run);
            },
            metrics);

    assertThat(measured.apply(PODINFO, Trigger.SCHEDULE)).contains(run);

    assertThat(Scrape.of(metrics).value("gotk_reconcile_duration_seconds_sum", PODINFO_LABELS))
        .hasValue(5);
  }

  @Test
  void countsNothingWhereThereIsNothingToRun() {
    new MeasuredRuns((_, _) -> Optional.empty(), metrics).apply(PODINFO, Trigger.SCHEDULE);

    Scrape scrape = Scrape.of(metrics);
    assertThat(scrape.text()).doesNotContain("podinfo");
    assertThat(scrape.value("controller_runtime_active_workers", "controller", "imagepolicy"))
        .hasValue(0);
  }

  @Test
  void countsARunThatBrokeAsAnErrorAndAPanic() {
    var broken =
        new MeasuredRuns(
            (_, _) -> {
              throw new IllegalStateException("defect");
            },
            metrics);

    assertThatThrownBy(() -> broken.apply(PODINFO, Trigger.SCHEDULE)).hasMessage("defect");

    Scrape scrape = Scrape.of(metrics);
    assertThat(
            scrape.value("controller_runtime_reconcile_errors_total", "controller", "imagepolicy"))
        .hasValue(1);
    assertThat(
            scrape.value("controller_runtime_reconcile_panics_total", "controller", "imagepolicy"))
        .hasValue(1);
    assertThat(scrape.value("controller_runtime_active_workers", "controller", "imagepolicy"))
        .hasValue(0);
  }

  private void ran(ObjectKey object, Duration took, Run.Result result) {
    metrics.started(object);
    clock.advance(took);
    metrics.reconciled(object, run(result));
  }

  /** A failed or stalled object has no next run of its own accord. */
  private static Run run(Run.Result result) {
    boolean goesOn = result == Run.Result.SUCCEEDED || result == Run.Result.FLAWED;
    return new Run(
        result, List.of(), goesOn ? Optional.of(Duration.ofMinutes(1)) : Optional.empty());
  }

  private static java.util.OptionalDouble queue(Scrape scrape, String name) {
    return scrape.value(name, "controller", "imagepolicy", "name", "imagepolicy");
  }
}
