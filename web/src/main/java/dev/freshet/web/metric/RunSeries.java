package dev.freshet.web.metric;

import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Runs of objects, as Flux and the libraries under it count them. The controller of an object is
 * the lower-case name of its kind, and so is the queue.
 */
final class RunSeries {
  private static final String CONTROLLER = "controller";
  private static final List<String> QUEUE = List.of(CONTROLLER, "name");

  private final InstantSource clock;
  private final List<Kind<?, ?>> kinds;
  private final Map<ObjectKey, Instant> running = new ConcurrentHashMap<>();
  private final Histogram durations;
  private final Counter total;
  private final Counter errors;
  private final Counter panics;
  private final Histogram times;
  private final Counter adds;
  private final Counter retries;
  private final Histogram work;

  RunSeries(PrometheusRegistry registry, InstantSource clock, List<? extends Kind<?, ?>> kinds) {
    this.kinds = List.copyOf(kinds);
    this.clock = clock;
    this.durations =
        Histogram.builder()
            .name("gotk_reconcile_duration_seconds")
            .help("How long the runs of an object took.")
            .labelNames("kind", "name", "namespace")
            .classicOnly()
            .classicUpperBounds(Buckets.between(0.01, 1800, 10))
            .register(registry);
    this.total =
        Counter.builder()
            .name("controller_runtime_reconcile_total")
            .help("Runs by how they ended.")
            .labelNames(CONTROLLER, "result")
            .register(registry);
    this.errors =
        Counter.builder()
            .name("controller_runtime_reconcile_errors_total")
            .help("Runs that failed and are tried again.")
            .labelNames(CONTROLLER)
            .register(registry);
    this.panics =
        Counter.builder()
            .name("controller_runtime_reconcile_panics_total")
            .help("Runs that ended without a result, which is a defect.")
            .labelNames(CONTROLLER)
            .register(registry);
    this.times =
        Histogram.builder()
            .name("controller_runtime_reconcile_time_seconds")
            .help("How long runs took.")
            .labelNames(CONTROLLER)
            .classicOnly()
            .classicUpperBounds(Buckets.RECONCILE_TIME)
            .register(registry);
    this.adds =
        Counter.builder()
            .name("workqueue_adds_total")
            .help("Objects that were put to work.")
            .labelNames(CONTROLLER, "name")
            .register(registry);
    this.retries =
        Counter.builder()
            .name("workqueue_retries_total")
            .help("Objects whose run failed and which wait for another try.")
            .labelNames(CONTROLLER, "name")
            .register(registry);
    this.work =
        Histogram.builder()
            .name("workqueue_work_duration_seconds")
            .help("How long it took to work on an object.")
            .labelNames(CONTROLLER, "name")
            .classicOnly()
            .classicUpperBounds(Buckets.growing(1e-8, 10, 12))
            .register(registry);
    gauge(
        registry,
        "controller_runtime_active_workers",
        "Runs under way.",
        List.of(CONTROLLER),
        Stream::count);
    gauge(
        registry,
        "workqueue_unfinished_work_seconds",
        "How long the runs under way have taken so far, together.",
        QUEUE,
        ages -> ages.mapToDouble(RunSeries::seconds).sum());
    gauge(
        registry,
        "workqueue_longest_running_processor_seconds",
        "How long the longest run under way has taken so far.",
        QUEUE,
        ages -> ages.mapToDouble(RunSeries::seconds).max().orElse(0));
    for (Kind<?, ?> kind : kinds) {
      for (RunResult result : RunResult.values()) {
        total.initLabelValues(kind.lowerCase(), result.label());
      }
      errors.initLabelValues(kind.lowerCase());
      panics.initLabelValues(kind.lowerCase());
      adds.initLabelValues(kind.lowerCase(), kind.lowerCase());
      retries.initLabelValues(kind.lowerCase(), kind.lowerCase());
    }
  }

  /** A value of the runs of each kind that are under way; every label says which kind. */
  private void gauge(
      PrometheusRegistry registry,
      String name,
      String help,
      List<String> labels,
      ToDoubleFunction<Stream<Duration>> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(labels.toArray(String[]::new))
        .callback(callback -> {
          for (Kind<?, ?> kind : kinds) {
            String[] values = labels.stream().map(_ -> kind.lowerCase()).toArray(String[]::new);
            callback.call(value.applyAsDouble(ages(kind)), values);
          }
        })
        .register(registry);
  }

  /** How long the runs of a kind that are under way have been. */
  private Stream<Duration> ages(Kind<?, ?> kind) {
    Instant now = clock.instant();
    return running.entrySet().stream()
        .filter(run -> run.getKey().kind() == kind)
        .map(run -> Duration.between(run.getValue(), now));
  }

  void started(ObjectKey object) {
    running.put(object, clock.instant());
    String controller = object.kind().lowerCase();
    adds.labelValues(controller, controller).inc();
  }

  void ended(ObjectKey object, RunResult result) {
    Instant now = clock.instant();
    Instant start = running.remove(object);
    double took = start == null ? 0 : seconds(Duration.between(start, now));
    String controller = object.kind().lowerCase();
    durations
        .labelValues(object.kind().name(), object.name().name(), object.name().namespace())
        .observe(took);
    times.labelValues(controller).observe(took);
    work.labelValues(controller, controller).observe(took);
    total.labelValues(controller, result.label()).inc();
    if (result == RunResult.ERROR) {
      errors.labelValues(controller).inc();
      retries.labelValues(controller, controller).inc();
    }
  }

  void broke(ObjectKey object) {
    ended(object, RunResult.ERROR);
    panics.labelValues(object.kind().lowerCase()).inc();
  }

  void skipped(ObjectKey object) {
    running.remove(object);
  }

  void deleted(ObjectKey object) {
    durations.remove(object.kind().name(), object.name().name(), object.name().namespace());
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
