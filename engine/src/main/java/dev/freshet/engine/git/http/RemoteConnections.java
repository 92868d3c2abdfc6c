package dev.freshet.engine.git.http;

import dev.freshet.engine.http.Connections;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of one session on the connections of its access, with that remote's
 * credentials where they belong, and lets go of what JGit leaves open.
 */
final class RemoteConnections implements AutoCloseable {
  private static final AnswerBudget BUDGET = new AnswerBudget();

  /** So many connections may have been closed by the server since they were last used. */
  private static final int MOST_STALE = 8;

  private final RemoteEndpoint endpoint;
  private final SessionDeadline deadline;
  private final AnswerBudget.Share share = BUDGET.share();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Connections.@Nullable Lease lease;
  private @Nullable RemoteAnswer last;
  private volatile @Nullable Cancellable onTheWire;
  private volatile int lastStatus;
  private volatile Optional<Duration> retryAfter = Optional.empty();

  RemoteConnections(RemoteEndpoint endpoint) {
    this.endpoint = endpoint;
    this.deadline = SessionDeadline.after(endpoint.remote().timeout());
  }

  SessionDeadline deadline() {
    return deadline;
  }

  RemoteEndpoint endpoint() {
    return endpoint;
  }

  AnswerBudget.Share share() {
    return share;
  }

  /** Ends what is asked and all that would be asked after it; may be called by any thread. */
  void cut() {
    deadline.cut();
    Cancellable request = onTheWire;
    if (request != null) {
      request.cancel();
    }
  }

  /** The status of the newest answer; 0 when there was none. */
  int lastStatus() {
    return lastStatus;
  }

  /** How long the server of the newest answer wants to be left alone. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** Closes it with the rest. */
  void closeLater(AutoCloseable resource) {
    open.add(resource);
  }

  /**
   * Sends a request. Whoever does has read the answer before as far as it matters, so that its
   * connection can be used again.
   */
  RemoteAnswer send(RemoteRequest request) throws IOException {
    finish();
    lastStatus = 0;
    retryAfter = Optional.empty();
    for (int stale = 0; ; stale++) {
      HttpClientContext context = HttpClientContext.create();
      try {
        return send(request, context);
      } catch (IOException failure) {
        if (!wasStale(context, failure) || stale == MOST_STALE) {
          throw failure;
        }
      }
    }
  }

  /** The newest answer was read as far as it matters. */
  void finish() throws IOException {
    RemoteAnswer read = last;
    if (read != null) {
      read.finish();
    }
  }

  /** Whether the server had closed the connection of an earlier request; that is no failure. */
  private boolean wasStale(HttpClientContext context, IOException failure) {
    boolean silent =
        failure instanceof NoHttpResponseException
            || (failure instanceof SocketException && !(failure instanceof ConnectException));
    EndpointDetails connection = context.getEndpointDetails();
    return silent && connection != null && connection.getRequestCount() > 1 && !deadline.isOver();
  }

  private RemoteAnswer send(RemoteRequest request, HttpClientContext context) throws IOException {
    HttpOrigin server = HttpOrigin.of(request.url());
    HttpUriRequestBase sent = prepared(request);
    onTheWire = sent;
    deadline.check(); // now, so that whoever cuts finds the request or stops it here
    Future<?> cut = deadline.cutting(sent, endpoint.watchdog());
    try {
      ClassicHttpResponse response =
          lease()
              .client(server.scheme(), server.host(), server.port())
              .executeOpen(server.target(), sent, context);
      lastStatus = response.getCode();
      InputStream content =
          response.getEntity() == null
              ? InputStream.nullInputStream()
              : response.getEntity().getContent();
      var body = new AnswerBody(content, response, deadline, sent, endpoint.watchdog());
      var answer = new RemoteAnswer(response, body);
      open.add(answer);
      last = answer;
      retryAfter = answer.retryAfter();
      return answer;
    } finally {
      cut.cancel(false);
    }
  }

  /** Waits for a turn of the namespace at its first request. */
  private Connections.Lease lease() throws IOException {
    Connections.Lease held = lease;
    if (held != null) {
      return held;
    }
    held = endpoint.lease();
    lease = held;
    open.add(held);
    try {
      if (!held.enter(endpoint.namespace(), Duration.ofMillis(deadline.remainingMillis()))) {
        throw new SocketTimeoutException("no connection was free in time");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    return held;
  }

  private HttpUriRequestBase prepared(RemoteRequest request) throws IOException {
    HttpUriRequestBase prepared;
    try {
      prepared = new HttpUriRequestBase(request.method(), request.url().toURI());
    } catch (URISyntaxException cause) {
      throw new IOException("the address of the repository is no address", cause);
    }
    request.headers().forEach(prepared::setHeader);
    request.body().ifPresent(prepared::setEntity);
    if (endpoint.origin().trusts(request.url())) {
      endpoint
          .credentials()
          .authorization()
          .ifPresent(value -> prepared.setHeader("Authorization", value.text()));
    }
    Timeout timeout = Timeout.ofMilliseconds(deadline.remainingMillis());
    prepared.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(timeout)
            .setResponseTimeout(timeout)
            .build());
    return prepared;
  }

  /** Ends what is still open, the newest first. */
  @Override
  public void close() {
    for (AutoCloseable each : open.reversed()) {
      try {
        each.close();
      } catch (Exception _) {
        // What was asked for has been read, or has failed with a reason of its own.
      }
    }
    open.clear();
    lease = null;
    last = null;
    share.release();
  }
}
