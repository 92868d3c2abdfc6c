package dev.freshet.operator.server;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * How to reach the API server.
 *
 * @param kubeconfig a file; when empty, what KUBECONFIG names, {@code ~/.kube/config}, or the
 *     service account of the Pod
 * @param context of the kubeconfig; its current one when empty
 * @param version of Freshet, which the API server's audit log shows
 */
public record ClusterOptions(Optional<Path> kubeconfig, Optional<String> context, String version) {
  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** Doubled five times at most: a kind that is installed late is seen within eight seconds. */
  private static final Duration RECONNECT = Duration.ofMillis(250);

  /** Connects when first used; refuses a kubeconfig that does not name a cluster. */
  public KubernetesClient connect() {
    return connect(_ -> {}, new ApiServerReach());
  }

  /** Connects, and tells of every answer, and of those that do not come. */
  public KubernetesClient connect(Consumer<ApiAnswer> answers, ApiServerReach reach) {
    Config config =
        new ConfigBuilder(new Kubeconfig(kubeconfig, context).read())
            .withUserAgent("freshet/" + version)
            .withConnectionTimeout((int) CONNECTING.toMillis())
            .withRequestTimeout((int) ANSWER.toMillis())
            .withWatchReconnectInterval((int) RECONNECT.toMillis())
            // A connection that has died silently is left after one request that timed out; over
            // HTTP/2 all requests would go on sharing it, for a quarter of an hour.
            .withHttp2Disable()
            // Whoever asks knows how long an answer is worth waiting for, so it retries itself.
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(new JdkHttpClientFactory())
        .withTaskExecutor(Executors.newVirtualThreadPerTaskExecutor())
        // What it logs holds tokens and Secrets.
        .withHttpClientBuilderConsumer(http ->
            http.addOrReplaceInterceptor("HttpLogging", null)
                .addOrReplaceInterceptor("answers", new ApiAnswer.Told(answers))
                .addOrReplaceInterceptor("reach", reach)
                .addOrReplaceInterceptor("deadline", new BodyDeadline()))
        .build();
  }
}
