package dev.freshet.operator.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.operator.server.OddServer;
import dev.freshet.operator.server.OddServer.Reply;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers about a lease that do not come, or say nothing. */
@Timeout(30)
class OddLeasesTest {
  private static final LeaderOptions OPTIONS =
      Leases.options("odd", Duration.ofSeconds(4), Duration.ofSeconds(3));

  @TempDir Path folder;
  private final AtomicInteger lost = new AtomicInteger();

  @Test
  void aStandbyLooksAgainWhenAnAnswerNeverEnds() throws IOException {
    try (var server = new OddServer(_ -> Reply.stalling());
        KubernetesClient client = server.connect(folder);
        Leadership leadership = Leadership.seek(client, OPTIONS, lost::incrementAndGet)) {
      await().atMost(Duration.ofSeconds(10)).until(() -> server.requests().size() > 2);

      assertThat(leadership.isLeading()).isFalse();
    }
  }

  @Test
  void aLeaderSurvivesAnAnswerThatNeverEnds() throws Exception {
    var requests = new AtomicInteger();
    try (var server = new OddServer(request -> leased(request, requests.incrementAndGet()));
        KubernetesClient client = server.connect(folder);
        Leadership leadership = Leadership.seek(client, OPTIONS, lost::incrementAndGet)) {
      assertThat(leadership.await()).isTrue();

      await().atMost(Duration.ofSeconds(10)).until(() -> requests.get() > 8);

      assertThat(leadership.isLeading()).isTrue();
      assertThat(lost).hasValue(0);
    }
  }

  @Test
  void itsThreadsShowThatTheyMove() throws Exception {
    var requests = new AtomicInteger();
    try (var server = new OddServer(request -> leased(request, requests.incrementAndGet()));
        KubernetesClient client = server.connect(folder);
        Leadership leadership = Leadership.seek(client, OPTIONS, lost::incrementAndGet)) {
      Map<String, Consumer<Runnable>> parts = new HashMap<>();
      leadership.expectIn(parts::put);
      assertThat(leadership.await()).isTrue();

      for (int i = 0; i < 2; i++) {
        var answered = new CountDownLatch(parts.size());
        parts.values().forEach(part -> part.accept(answered::countDown));
        assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(parts).hasSize(2);
    }
  }

  /** There is no lease, then it is this candidate's, whose third request hangs. */
  private static Reply leased(String request, int number) {
    if (number == 1) {
      return Reply.of(404, "{}");
    }
    if (number == 3) {
      return Reply.stalling();
    }
    return Reply.of(
        request.startsWith("POST") ? 201 : 200,
        """
        {"apiVersion":"coordination.k8s.io/v1","kind":"Lease",
         "metadata":{"name":"odd","namespace":"default","resourceVersion":"%d"},
         "spec":{"holderIdentity":"%s","leaseDurationSeconds":4,"leaseTransitions":0}}\
        """
            .formatted(number, OPTIONS.identity()));
  }
}
