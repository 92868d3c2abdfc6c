package dev.freshet.web.metric;

import dev.freshet.api.image.ScanResult;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.process.ImageListener;
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
final class ImageSeries implements ImageListener {
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

  @Override
  public void scanned(NamespacedName repository, ScanResult result, KeptTags kept) {
    scans.put(repository, result.scanTime());
    tags.labelValues(repository.name(), repository.namespace()).set(result.tagCount());
    held.labelValues(repository.name(), repository.namespace()).set(kept == KeptTags.SOME ? 1 : 0);
  }

  @Override
  public void pushed(NamespacedName automation, Duration took) {
    pushed.labelValues(automation.name(), automation.namespace()).inc();
    latency.labelValues(automation.name(), automation.namespace()).observe(RunSeries.seconds(took));
  }

  @Override
  public void repositoryGone(NamespacedName repository) {
    scans.remove(repository);
    tags.remove(repository.name(), repository.namespace());
    held.remove(repository.name(), repository.namespace());
  }

  @Override
  public void automationGone(NamespacedName automation) {
    pushed.remove(automation.name(), automation.namespace());
    latency.remove(automation.name(), automation.namespace());
  }
}
