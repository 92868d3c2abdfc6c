package dev.freshet.operator.event;

import static dev.freshet.operator.event.Examples.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.engine.reconcile.Event;
import dev.freshet.operator.server.ApiServerClient;
import dev.freshet.operator.server.OddServer;
import dev.freshet.operator.server.OddServer.Reply;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RefusedEventsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 422, 500, 503})
  void thoseOfOneNamespaceDoNotHoldUpThoseOfAnother(int status) throws IOException {
    try (var server =
            new OddServer(request ->
                request.contains("/bad/") ? Reply.of(status, "{}") : Reply.of(201, "{}"));
        KubernetesClient client = server.connect(folder);
        var recorder = EventRecorder.to(new ApiServerClient(client))) {
      record(recorder, "bad");
      record(recorder, "good");

      await()
          .atMost(Duration.ofSeconds(3))
          .untilAsserted(() ->
              assertThat(server.requests())
                  .anyMatch(request -> request.startsWith("POST /api/v1/namespaces/good/events")));
    }
  }

  private static void record(EventRecorder recorder, String namespace) {
    var object =
        new InvolvedObject(
            "image.toolkit.fluxcd.io/v1", "ImageRepository", namespace, "x", "1", "1", Map.of());
    ObjectEvent event = Examples.event(object, Event.Type.NORMAL, "found", START, Map.of());
    recorder.record(event.object(), event.event());
  }
}
