package dev.freshet.operator.server;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives the body of an answer as long as its headers had: the HTTP client's own time-out ends with
 * them, and a server whose machine lost power never says that nothing more comes. A watch has no
 * time-out, so it goes on.
 */
record BodyDeadline() implements Interceptor {
  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    timeout(request)
        .ifPresent(timeout -> {
          if (response.body() instanceof AsyncBody body) {
            end(body, timeout);
          }
        });
  }

  private static Optional<Duration> timeout(HttpRequest request) {
    return request instanceof StandardHttpRequest one
        ? Optional.ofNullable(one.getTimeout()).filter(Duration::isPositive)
        : Optional.empty();
  }

  private static void end(AsyncBody body, Duration timeout) {
    var _ =
        body.done()
            .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((_, failure) -> {
              if (failure instanceof TimeoutException) {
                body.cancel(); // or the connection stays open
              }
            });
  }
}
