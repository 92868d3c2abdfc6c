package dev.freshet.web.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.registry.http.RegistryCall;
import dev.freshet.web.server.Client;
import dev.freshet.web.server.HttpServer;
import dev.freshet.web.server.ListenAddress;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls to others, the JVM, and the page itself. */
class RequestMetricsTest {
  private final Metrics metrics = new Metrics(new SettableClock(), List.of());

  @ParameterizedTest
  @CsvSource({"200, 2xx", "307, 3xx", "401, 4xx", "404, 4xx", "429, 429", "503, 5xx"})
  void countsRegistryRequestsByHowTheyEnded(int status, String label) {
    metrics.called(new RegistryCall("ghcr.io", OptionalInt.of(status)));
    metrics.called(new RegistryCall("ghcr.io", OptionalInt.of(status)));

    assertThat(registryRequests("ghcr.io", label)).hasValue(2);
  }

  @Test
  void countsRegistryRequestsWithoutAnAnswer() {
    metrics.called(new RegistryCall("ghcr.io", OptionalInt.empty()));

    assertThat(registryRequests("ghcr.io", "failed")).hasValue(1);
  }

  @Test
  void boundsTheRegistriesItTellsApart() {
    for (int i = 0; i < 150; i++) {
      metrics.called(new RegistryCall("registry-" + i, OptionalInt.of(200)));
    }
    metrics.called(new RegistryCall("registry-0", OptionalInt.of(200)));

    assertThat(registryRequests("registry-0", "2xx")).hasValue(2);
    assertThat(registryRequests("registry-149", "2xx")).isEmpty();
    assertThat(registryRequests("other", "2xx")).hasValue(50);
  }

  @Test
  void countsRequestsToTheApiServer() {
    metrics.answered("GET", 200, "10.96.0.1:443");
    metrics.answered("PATCH", 409, "10.96.0.1:443");
    metrics.answered("PATCH", 409, "10.96.0.1:443");

    assertThat(
            Scrape.of(metrics)
                .value(
                    "rest_client_requests_total",
                    "code",
                    "409",
                    "method",
                    "PATCH",
                    "host",
                    "10.96.0.1:443"))
        .hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "process_start_time_seconds",
        "process_cpu_seconds_total",
        "process_resident_memory_bytes",
        "process_open_fds",
        "jvm_threads_current"
      })
  void tellsOfTheProcess(String name) {
    assertThat(Scrape.of(metrics).value(name).orElse(0)).isPositive();
  }

  @Test
  void servesThePageAsPrometheusReadsIt() {
    metrics.answered("GET", 200, "a");
    try (var server =
            HttpServer.open(ListenAddress.parse("127.0.0.1:0"), List.of(metrics.route()));
        var client = new Client(server.port())) {
      var answer = client.get("/metrics");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      assertThat(answer.body())
          .contains(
              """
              # TYPE rest_client_requests_total counter
              rest_client_requests_total{code="200",host="a",method="GET"} 1.0
              """);
      assertThat(client.get("/").statusCode()).isEqualTo(404);
    }
  }

  private java.util.OptionalDouble registryRequests(String host, String status) {
    return Scrape.of(metrics)
        .value("freshet_registry_requests_total", "host", host, "status", status);
  }
}
