package dev.freshet.operator.server;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether the API server was reached lately, as far as the requests tell that are made anyway. One
 * that nobody asks is not missed.
 */
public final class ApiServerReach implements Interceptor {
  /** A restart takes it less. */
  private static final Duration LATELY = Duration.ofSeconds(30);

  private static final int SERVER_ERROR = 500;

  private final LongSupplier nanos;

  /** When the first of those requests was made since which none was answered; guarded by this. */
  private Optional<Long> unanswered = Optional.empty();

  /** Guarded by this. */
  private boolean everReached;

  public ApiServerReach() {
    this(System::nanoTime);
  }

  ApiServerReach(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    asked();
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    answered(response.code());
  }

  synchronized void asked() {
    if (unanswered.isEmpty()) {
      unanswered = Optional.of(nanos.getAsLong());
    }
  }

  /** A proxy before it, or one that has lost its own storage, answers too. */
  synchronized void answered(int status) {
    if (status < SERVER_ERROR) {
      unanswered = Optional.empty();
      everReached = true;
    }
  }

  /** Since when it has not answered, in words; empty when it has, or was not asked. */
  public synchronized Optional<String> problem() {
    if (!everReached) {
      return Optional.of("it has not answered yet");
    }
    return unanswered
        .map(since -> Duration.ofNanos(nanos.getAsLong() - since))
        .filter(silent -> silent.compareTo(LATELY) > 0)
        .map(silent -> "it has not answered for %ds".formatted(silent.toSeconds()));
  }
}
