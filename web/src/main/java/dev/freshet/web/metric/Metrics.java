package dev.freshet.web.metric;

import dev.freshet.api.kind.Kind;
import dev.freshet.api.kind.ObjectKey;
import dev.freshet.engine.process.ImageListener;
import dev.freshet.engine.reconcile.Run;
import dev.freshet.engine.registry.http.RegistryCall;
import dev.freshet.web.server.Route;
import dev.freshet.web.server.WebResponse;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

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

  /**
   * @param kinds those that run here
   */
  public Metrics(InstantSource clock, List<? extends Kind<?, ?>> kinds) {
    this.runs = new RunSeries(registry, clock, kinds);
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

  /** Takes in what becomes of images. */
  public ImageListener images() {
    return images;
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
  public Route route() {
    return Route.get(
        "/metrics", _ -> WebResponse.of(200, PrometheusTextFormatWriter.CONTENT_TYPE, text()));
  }
}
