package dev.freshet.web.metric;

import dev.freshet.core.NamespacedName;
import dev.freshet.engine.pipeline.Run;
import dev.freshet.engine.registry.http.RegistryCall;
import dev.freshet.engine.state.ObjectKey;
import dev.freshet.web.server.Asked;
import dev.freshet.web.server.Page;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The metrics of one process, in Flux's names where Flux has the thing. All methods may be called
 * from any thread.
 */
public final class Metrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final RunSeries runs;
  private final ImageSeries images;
  private final RegistrySeries registries;
  private final ApiServerSeries apiServer;

  public Metrics(InstantSource clock) {
    this.runs = new RunSeries(registry, clock);
    this.images = new ImageSeries(registry, clock);
    this.registries = new RegistrySeries(registry);
    this.apiServer = new ApiServerSeries(registry);
    JvmMetrics.builder().register(registry);
  }

  /**
   * A run of the object begins; {@link #reconciled}, {@link #skipped} or {@link #broken} ends it.
   */
  public void started(ObjectKey object) {
    runs.started(object);
  }

  public void reconciled(ObjectKey object, Run run) {
    runs.ended(object, RunResult.of(run));
  }

  /** There was nothing to run for: the object is gone, or is to be left alone. */
  public void skipped(ObjectKey object) {
    runs.skipped(object);
  }

  /** The run ended without a result, which is a defect. */
  public void broken(ObjectKey object) {
    runs.broke(object);
  }

  /** All tags of a repository were listed, now or by an earlier process. */
  public void scanned(NamespacedName repository, int tags, Instant at) {
    images.scanned(repository, tags, at);
  }

  /** A policy keeps a tag of the repository that its list lacks. */
  public void held(NamespacedName repository) {
    images.held(repository, 1);
  }

  public void released(NamespacedName repository) {
    images.held(repository, 0);
  }

  /** A commit of the automation was accepted, in the run that is under way. */
  public void pushed(NamespacedName automation) {
    images.pushed(automation);
    runs.age(new ObjectKey(ObjectKey.Kind.IMAGE_UPDATE_AUTOMATION, automation))
        .ifPresent(latency -> images.pushedAfter(automation, latency));
  }

  public void called(RegistryCall call) {
    registries.called(call);
  }

  /** The API server answered a request. */
  public void answered(String method, int status, String host) {
    apiServer.answered(method, status, host);
  }

  /** The object is gone, and so are its series. */
  public void deleted(ObjectKey object) {
    runs.deleted(object);
    switch (object.kind()) {
      case GIT_REPOSITORY, IMAGE_POLICY -> {
        // They have no series beside those of their runs.
      }
      case IMAGE_REPOSITORY -> images.repositoryDeleted(object.name());
      case IMAGE_UPDATE_AUTOMATION -> images.automationDeleted(object.name());
    }
  }

  /** Everything as it is now, in Prometheus' text format. */
  public String text() {
    var text = new ByteArrayOutputStream();
    try {
      writer.write(text, registry.scrape());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /** Answers {@code /metrics}. */
  public Page page(Asked asked) {
    return asked.path().equals("/metrics")
        ? new Page(200, PrometheusTextFormatWriter.CONTENT_TYPE, text())
        : Page.NOT_FOUND;
  }
}
