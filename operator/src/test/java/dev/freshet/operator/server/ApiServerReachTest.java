package dev.freshet.operator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.operator.TestControllers;
import dev.freshet.operator.cache.Cluster;
import dev.freshet.operator.cache.ObjectCache;
import dev.freshet.operator.cache.Scope;
import dev.freshet.web.health.Pulse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiServerReachTest {
  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private final ApiServerReach reach = new ApiServerReach(nanos::get);

  @Test
  void isUnknownUntilTheFirstAnswer() {
    assertThat(reach.problem()).contains("it has not answered yet");

    reach.answered(403);

    assertThat(reach.problem()).isEmpty();
  }

  @Test
  void isNotMissedByWhoDoesNotAsk() {
    reach.answered(200);

    pass(Duration.ofHours(1));

    assertThat(reach.problem()).isEmpty();
  }

  @Test
  void isAwayWhenItFailsForAWhile() {
    reach.answered(200);
    reach.asked();
    reach.answered(503);
    assertThat(reach.problem()).isEmpty();

    pass(Duration.ofSeconds(31));
    assertThat(reach.problem()).contains("it has not answered for 31s");

    reach.answered(200);
    assertThat(reach.problem()).isEmpty();
  }

  @Test
  void noticesConnectionsThatFail() throws Exception {
    String gone;
    try (var server = new OddServer(_ -> OddServer.Reply.of(200, "{}"))) {
      gone = server.host();
    }
    reach.answered(200);
    try (var client = Kubeconfigs.of(folder, "http://" + gone).connect(_ -> {}, reach)) {
      var answer = new ApiServerClient(client).read(ResourcePath.of("api"));
      assertThat(answer).isInstanceOf(Answer.Unavailable.class);
    }

    pass(Duration.ofSeconds(31));

    assertThat(reach.problem()).isPresent();
  }

  @Test
  void knowsTheAnswersOfRequestsAndOfWatches() throws Exception {
    try (var server =
            new OddServer(request ->
                OddServer.Reply.of(
                    200, "{\"metadata\":{\"resourceVersion\":\"1\"},\"items\":[]}"));
        var client = Kubeconfigs.of(folder, "http://" + server.host()).connect(_ -> {}, reach);
        var cache =
            new ObjectCache(
                TestControllers.KINDS, client, Scope.EVERYTHING, new Pulse(_ -> {}), _ -> {})) {
      cache.start();
      Cluster.awaitComplete(cache);
      pass(Duration.ofSeconds(31));

      await().until(() -> reach.problem().isEmpty());
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
