package dev.freshet.web.metric;

import dev.freshet.core.NamespacedName;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is Freshet's own to tell: scans, held selections, pushes; a series for each object. */
final class ImageSeries {
  private static final String[] OBJECT = {"name", "namespace"};

  private final Map<NamespacedName, Instant> scans = new ConcurrentHashMap<>();
  private final Gauge tags;
  private final Gauge held;
  private final Counter pushed;
  private final Histogram latency;

  ImageSeries(PrometheusRegistry registry, InstantSource clock) {
    GaugeWithCallback.builder()
        .name("freshet_scan_age_seconds")
        .help("How long ago all tags of an ImageRepository were last listed.")
        .labelNames(OBJECT)
        .callback(callback -> {
          Instant now = clock.instant();
          scans.forEach((name, at) ->
              callback.call(
                  RunSeries.seconds(Duration.between(at, now)), name.name(), name.namespace()));
        })
        .register(registry);
    this.tags =
        Gauge.builder()
            .name("freshet_scanned_tags")
            .help("Tags of an ImageRepository at its last scan, without the excluded ones.")
            .labelNames(OBJECT)
            .register(registry);
    this.held =
        Gauge.builder()
            .name("freshet_held_selections")
            .help("1 while a policy keeps a tag that the ImageRepository's list lacks.")
            .labelNames(OBJECT)
            .register(registry);
    this.pushed =
        Counter.builder()
            .name("freshet_updates_pushed_total")
            .help("Commits of an ImageUpdateAutomation that its remote has accepted.")
            .labelNames(OBJECT)
            .register(registry);
    this.latency =
        Histogram.builder()
            .name("freshet_push_latency_seconds")
            .help("From the start of an ImageUpdateAutomation's run to the accepted push.")
            .labelNames(OBJECT)
            .classicOnly()
            .classicUpperBounds(Buckets.between(0.05, 300, 12))
            .register(registry);
  }

  void scanned(NamespacedName repository, int count, Instant at) {
    scans.put(repository, at);
    tags.labelValues(repository.name(), repository.namespace()).set(count);
  }

  void held(NamespacedName repository, int selections) {
    held.labelValues(repository.name(), repository.namespace()).set(selections);
  }

  void pushed(NamespacedName automation) {
    pushed.labelValues(automation.name(), automation.namespace()).inc();
  }

  void pushedAfter(NamespacedName automation, Duration took) {
    latency.labelValues(automation.name(), automation.namespace()).observe(RunSeries.seconds(took));
  }

  void repositoryDeleted(NamespacedName repository) {
    scans.remove(repository);
    tags.remove(repository.name(), repository.namespace());
    held.remove(repository.name(), repository.namespace());
  }

  void automationDeleted(NamespacedName automation) {
    pushed.remove(automation.name(), automation.namespace());
    latency.remove(automation.name(), automation.namespace());
  }
}
