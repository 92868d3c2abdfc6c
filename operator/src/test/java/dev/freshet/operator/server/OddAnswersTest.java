package dev.freshet.operator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.api.secret.Namespace;
import dev.freshet.api.secret.Secret;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.object.KnownObjects.CrossNamespaceRefs;
import dev.freshet.operator.TestControllers;
import dev.freshet.operator.cache.ClusterObjects;
import dev.freshet.operator.cache.ObjectCache;
import dev.freshet.operator.cache.Scope;
import dev.freshet.operator.server.OddServer.Reply;
import dev.freshet.web.health.Pulse;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class OddAnswersTest {
  @TempDir Path folder;

  @Test
  void waitsForTheRestOfAnAnswerNoLongerThanForItsBeginning() throws Exception {
    try (var server = new OddServer(_ -> Reply.stalling());
        KubernetesClient client = server.connect(folder)) {
      HttpClient http = client.getHttpClient();
      HttpRequest request =
          http.newHttpRequestBuilder()
              .uri("http://" + server.host() + "/api/v1/namespaces/a/secrets/b")
              .timeout(1000, TimeUnit.MILLISECONDS)
              .build();

      CompletableFuture<?> answer = http.sendAsync(request, byte[].class);

      assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  @Test
  void asksAgainOneThatWasAwayAMomentAgoAndKnowsNoRolesYet() throws IOException {
    ResourcePath path = ResourcePath.of("api", "v1", "namespaces", "apps");
    var requests = new AtomicInteger();
    try (var server =
            new OddServer(
                _ -> requests.incrementAndGet() == 2 ? Reply.stalling() : Reply.of(403, "{}"));
        KubernetesClient client = server.connect(folder)) {
      var one = new ApiServerClient(client, Duration.ofSeconds(1));

      assertThat(one.read(path)).isInstanceOf(Answer.Refused.class);
      assertThat(one.read(path)).isInstanceOf(Answer.Unavailable.class);
      assertThat(one.read(path)).isInstanceOf(Answer.Unavailable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"my secret", "?watch=true", "../../other/secrets/b", "..", "a/b", "%2e", "A", ""})
  void doesNotAskForWhatCannotExist(String name) throws IOException {
    try (var server = new OddServer(_ -> Reply.of(200, "{}"));
        KubernetesClient client = server.connect(folder)) {
      ClusterObjects objects = objects(client);

      assertThat(objects.secret(new NamespacedName("apps", name))).isEmpty();
      assertThat(objects.serviceAccount(new NamespacedName("apps", name))).isEmpty();
      assertThat(objects.secret(new NamespacedName(name, "login"))).isEmpty();
      assertThat(objects.namespace(name)).isEqualTo(Namespace.named(name));
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void takesNullForNoText() throws IOException {
    String secret =
        """
        {"metadata":{"name":"login","namespace":"apps","labels":{"team":null}},
         "type":"Opaque","data":{"password":null,"username":"Ym90"}}
        """;
    try (var server = new OddServer(_ -> Reply.of(200, secret));
        KubernetesClient client = server.connect(folder)) {
      Secret read = objects(client).secret(new NamespacedName("apps", "login")).orElseThrow();

      assertThat(read.value("username").orElseThrow().text()).isEqualTo("bot");
      assertThat(read.value("password").orElseThrow().text()).isEmpty();
      assertThat(read.metadata().labels()).containsEntry("team", "");
    }
  }

  private static ClusterObjects objects(KubernetesClient client) {
    return new ClusterObjects(
        new ApiServerClient(client),
        new ObjectCache(
            TestControllers.KINDS, client, Scope.EVERYTHING, new Pulse(_ -> {}), _ -> {}),
        CrossNamespaceRefs.ALLOWED);
  }
}
