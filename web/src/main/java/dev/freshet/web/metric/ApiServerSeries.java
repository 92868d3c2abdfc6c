package dev.freshet.web.metric;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Requests to the API server, as client-go counts them. */
final class ApiServerSeries {
  private final Counter requests;

  ApiServerSeries(PrometheusRegistry registry) {
    this.requests =
        Counter.builder()
            .name("rest_client_requests_total")
            .help("Requests to the API server by method, status code and host.")
            .labelNames("code", "method", "host")
            .register(registry);
  }

  void answered(String method, int status, String host) {
    requests.labelValues(Integer.toString(status), method, host).inc();
  }
}
