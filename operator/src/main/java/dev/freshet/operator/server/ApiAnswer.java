package dev.freshet.operator.server;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/**
 * One answer of the API server, for those who count them; a watch is one, however long it lasts.
 */
public record ApiAnswer(String method, int status, String host) {

  /** Tells of each answer when its headers are there. */
  record Told(Consumer<ApiAnswer> listener) implements Interceptor {
    @Override
    public void after(
        HttpRequest request,
        HttpResponse<?> response,
        AsyncBody.Consumer<List<ByteBuffer>> consumer) {
      listener.accept(
          new ApiAnswer(request.method(), response.code(), request.uri().getAuthority()));
    }
  }
}
