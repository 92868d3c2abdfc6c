package dev.freshet.engine.registry.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.freshet.engine.http.AnswerContent;
import dev.freshet.engine.http.RetryAfter;
import dev.freshet.engine.registry.auth.Challenge;
import dev.freshet.engine.registry.host.HostBudget;
import dev.freshet.engine.registry.host.Origin;
import dev.freshet.engine.registry.host.RegistryOperation;
import dev.freshet.engine.registry.host.Sleeper;
import dev.freshet.engine.registry.host.Urls;
import dev.freshet.engine.work.Admission;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Sends requests: each under the budget of its host, again when the failure may pass, and along
 * redirects, on which credentials stay at home.
 */
public final class RegistryHttp {
  /** 100,000 tags of the greatest length in one page fit four times. */
  private static final long MOST_BYTES = 64L << 20;

  private static final int MOST_ERROR_BYTES = 64 << 10;
  private static final int MOST_SURPLUS_BYTES = 4 << 10;
  private static final int MOST_REDIRECTS = 5;
  private static final Set<String> READ_HEADERS = Set.of("link", RegistryResponse.DIGEST);

  private sealed interface Attempt<T> {
    record Answered<T>(RegistryResponse<T> reply) implements Attempt<T> {}

    record Broken<T>(RegistryRequest call, NetworkFailure failure) implements Attempt<T> {}
  }

  private final Sleeper sleeper;
  private final RetryPolicy retries;
  private final Consumer<RegistryCall> calls;

  /**
   * For everything under way in this process. Other namespaces have room beside one whose servers
   * all hang.
   */
  private final Admission requests = new Admission(64, 128, HostBudget.CONCURRENT);

  public RegistryHttp(Sleeper sleeper, RetryPolicy retries, Consumer<RegistryCall> calls) {
    this.sleeper = sleeper;
    this.retries = retries;
    this.calls = calls;
  }

  /** Returns what the last attempt was answered; no whole answer at all is an exception. */
  public <T> RegistryResponse<T> send(
      RegistryOperation operation, RegistryRequest call, BodyReader<T> reader) {
    try {
      for (int attempts = 1; ; attempts++) {
        Attempt<T> attempt = attempt(operation, call, reader);
        Optional<Duration> wait = waitAfter(attempt, attempts, operation);
        if (wait.isEmpty()) {
          return replyOf(attempt, operation);
        }
        sleeper.sleep(wait.get());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw operation.failed(call.action(), "interrupted");
    }
  }

  private <T> Optional<Duration> waitAfter(
      Attempt<T> attempt, int attempts, RegistryOperation operation) {
    return switch (attempt) {
      case Attempt.Answered<T>(RegistryResponse.Refused<T>(var refusal))
          when refusal.isTemporary() -> {
        Optional<Duration> wait = retries.after(attempts, refusal.retryAfter(), operation);
        if (refusal.status() == 429 || refusal.retryAfter().isPresent()) {
          wait.ifPresent(
              time -> budget(operation, refusal.call()).pauseUntil(operation.now().plus(time)));
        }
        yield wait;
      }
      case Attempt.Broken<T>(_, var failure) when failure.mayPass() ->
          retries.after(attempts, Optional.empty(), operation);
      case Attempt.Answered<T> _, Attempt.Broken<T> _ -> Optional.empty();
    };
  }

  private static <T> RegistryResponse<T> replyOf(Attempt<T> attempt, RegistryOperation operation) {
    return switch (attempt) {
      case Attempt.Answered<T>(var reply) -> reply;
      case Attempt.Broken<T>(var call, _) when operation.isOver() ->
          throw operation.timedOut(call.action());
      case Attempt.Broken<T>(var call, var failure) ->
          throw operation.failed(call.action(), failure.text());
    };
  }

  private <T> Attempt<T> attempt(
      RegistryOperation operation, RegistryRequest call, BodyReader<T> reader)
      throws InterruptedException {
    RegistryRequest current = call;
    int replays = 0;
    int hops = 0;
    while (true) {
      var context = HttpClientContext.create();
      try {
        RegistryResponse<T> reply = exchange(operation, current, context, reader);
        calls.accept(
            new RegistryCall(operation.image().registry(), OptionalInt.of(reply.status())));
        if (!(reply instanceof RegistryResponse.Refused<T>(var refusal)) || !refusal.isRedirect()) {
          return new Attempt.Answered<>(reply);
        }
        current = redirected(operation, current, refusal, hops++);
      } catch (IOException cause) {
        var failure = new NetworkFailure(cause);
        if (!wasStale(context, failure, operation) || replays++ == HostBudget.CONCURRENT) {
          calls.accept(new RegistryCall(operation.image().registry(), OptionalInt.empty()));
          return new Attempt.Broken<>(current, failure);
        }
      }
    }
  }

  /** Whether the server had closed the connection of an earlier request; that is no failure. */
  private static boolean wasStale(
      HttpClientContext context, NetworkFailure failure, RegistryOperation operation) {
    EndpointDetails connection = context.getEndpointDetails();
    return failure.isSilent()
        && connection != null
        && connection.getRequestCount() > 1
        && !operation.isOver();
  }

  private static RegistryRequest redirected(
      RegistryOperation operation, RegistryRequest call, ErrorResponse refusal, int hops) {
    Optional<URI> target =
        refusal.location().flatMap(location -> Urls.resolve(call.target(), location));
    if (call.form().isPresent() || target.isEmpty() || hops == MOST_REDIRECTS) {
      throw refusal.failure(operation);
    }
    if (!operation.mayVisit(target.get())) {
      throw operation.failed(
          call.action(), "redirect to " + Urls.printable(target.get()) + " would leave TLS");
    }
    return call.movedTo(target.get());
  }

  private <T> RegistryResponse<T> exchange(
      RegistryOperation operation,
      RegistryRequest call,
      HttpClientContext context,
      BodyReader<T> reader)
      throws IOException, InterruptedException {
    HostBudget budget = budget(operation, call);
    budget.acquire(operation, call.action());
    try {
      if (!requests.enter(operation.namespace(), operation.remaining())) {
        throw operation.timedOut(call.action());
      }
      try {
        return sent(operation, call, context, reader);
      } finally {
        requests.leave(operation.namespace());
      }
    } finally {
      budget.release(operation);
    }
  }

  private <T> RegistryResponse<T> sent(
      RegistryOperation operation,
      RegistryRequest call,
      HttpClientContext context,
      BodyReader<T> reader)
      throws IOException {
    HttpUriRequestBase request = request(operation, call);
    operation.started(request);
    try {
      return answered(operation, call, request, context, reader);
    } finally {
      operation.finished(request);
    }
  }

  private <T> RegistryResponse<T> answered(
      RegistryOperation operation,
      RegistryRequest call,
      HttpUriRequestBase request,
      HttpClientContext context,
      BodyReader<T> reader)
      throws IOException {
    try (ClassicHttpResponse response =
        client(operation, call).executeOpen(host(call), request, context)) {
      return read(call, response, reader);
    }
  }

  private CloseableHttpClient client(RegistryOperation operation, RegistryRequest call)
      throws IOException {
    Origin origin = Origin.of(call.target());
    return operation.connections().client(origin.scheme(), origin.host(), origin.port());
  }

  private HostBudget budget(RegistryOperation operation, RegistryRequest call) {
    return operation.held().budget(Origin.of(call.target()), sleeper);
  }

  private static HttpHost host(RegistryRequest call) {
    Origin origin = Origin.of(call.target());
    return new HttpHost(origin.scheme(), origin.host(), origin.port());
  }

  private static HttpUriRequestBase request(RegistryOperation operation, RegistryRequest call) {
    var request = new HttpUriRequestBase(call.method(), call.target());
    call.accept().ifPresent(types -> request.setHeader("Accept", types));
    call.authorization().ifPresent(header -> request.setHeader("Authorization", header.text()));
    call.form()
        .ifPresent(form ->
            request.setEntity(
                new StringEntity(form.text(), ContentType.APPLICATION_FORM_URLENCODED)));
    // A zero would mean to wait for ever.
    var timeout = Timeout.ofMilliseconds(Math.max(1, operation.remaining().toMillis()));
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(timeout)
            .setResponseTimeout(timeout)
            .build());
    return request;
  }

  private static <T> RegistryResponse<T> read(
      RegistryRequest call, ClassicHttpResponse response, BodyReader<T> reader) throws IOException {
    int status = response.getCode();
    HttpEntity entity = response.getEntity();
    // Not closed, which would read to its end, if it has one; the response is.
    InputStream sent = entity == null ? InputStream.nullInputStream() : entity.getContent();
    InputStream body = entity == null ? sent : AnswerContent.decoded(response, sent);
    if (status == 200) {
      T value = value(call, response, reader, BodyReader.bounded(body, MOST_BYTES));
      var _ = sent.readNBytes(MOST_SURPLUS_BYTES); // what is at its end can be used again
      return new RegistryResponse.Success<>(value, call.target(), headers(response));
    }
    String text = new String(body.readNBytes(MOST_ERROR_BYTES), StandardCharsets.UTF_8);
    return new RegistryResponse.Refused<>(
        new ErrorResponse(
            call,
            status,
            RegistryError.parse(text),
            all(response, "WWW-Authenticate"),
            RetryAfter.of(response),
            Optional.ofNullable(response.getFirstHeader("Location")).map(Header::getValue)));
  }

  /** JSON under the name of a web page is JSON; of another content only its type tells. */
  private static <T> T value(
      RegistryRequest call, ClassicHttpResponse response, BodyReader<T> reader, InputStream body)
      throws IOException {
    boolean webPage = AnswerContent.isWebPage(response);
    if (webPage && call.method().equals("GET") && call.accept().isPresent()) {
      throw MalformedAnswerException.webPage();
    }
    try {
      return reader.read(body);
    } catch (JsonProcessingException | MalformedAnswerException malformed) {
      throw webPage ? MalformedAnswerException.webPage() : malformed;
    }
  }

  private static List<String> all(ClassicHttpResponse response, String name) {
    return Arrays.stream(response.getHeaders(name))
        .limit(Challenge.MOST_HEADERS)
        .map(Header::getValue)
        .toList();
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    var headers = new HashMap<String, String>();
    for (Header header : response.getHeaders()) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      if (READ_HEADERS.contains(name)) {
        headers.merge(name, header.getValue(), (a, b) -> a + ", " + b);
      }
    }
    return headers;
  }
}
