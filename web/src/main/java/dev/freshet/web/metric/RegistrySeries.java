package dev.freshet.web.metric;

import dev.freshet.core.OutsideText;
import dev.freshet.engine.registry.http.RegistryCall;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Requests to registries. Users name registries, so only so many of them get a series. */
final class RegistrySeries {
  private static final int MOST_HOSTS = 100;

  private final Set<String> hosts = ConcurrentHashMap.newKeySet();
  private final Counter requests;

  RegistrySeries(PrometheusRegistry registry) {
    this.requests =
        Counter.builder()
            .name("freshet_registry_requests_total")
            .help("Requests to an image registry by how they ended; 429 is counted on its own.")
            .labelNames("host", "status")
            .register(registry);
  }

  void called(RegistryCall call) {
    requests.labelValues(host(OutsideText.line(call.registry())), status(call.status())).inc();
  }

  private String host(String registry) {
    if (hosts.contains(registry)) {
      return registry;
    }
    // Threads that come at once may let a few more in, which does not matter.
    return hosts.size() < MOST_HOSTS && hosts.add(registry) ? registry : "other";
  }

  private static String status(OptionalInt status) {
    if (status.isEmpty()) {
      return "failed";
    }
    return status.getAsInt() == 429 ? "429" : status.getAsInt() / 100 + "xx";
  }
}
