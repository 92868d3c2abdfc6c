package dev.freshet.web.server;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Answers requests on one address until closed. Connections, their silence, the headers of a
 * request and its body are bounded, so that a client that sends or reads too slowly, or not at all,
 * costs a connection for a while and nothing else.
 *
 * <p>Its threads are its own and the operating system's: work on virtual threads, which share their
 * carriers and do not make way, cannot keep an answer waiting.
 */
public final class HttpServer implements AutoCloseable {
  static final int MOST_CONNECTIONS = 256;

  /** Two of them accept and select; answers wait for clients without a thread. */
  private static final int MOST_THREADS = 8;

  private static final int UNUSED_THREAD_MILLIS = 60_000;
  private static final int MOST_HEADER_BYTES = 8 << 10;
  private static final int LARGEST_KEPT_BUFFER = 64 << 10;
  private static final long MOST_KEPT_BYTES = 1 << 20;
  private static final Duration MOST_SILENCE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration TO_FINISH = Duration.ofSeconds(5);

  private final Server server;
  private final ServerConnector connector;
  private final GracefulHandler requests;

  private HttpServer(Server server, ServerConnector connector, GracefulHandler requests) {
    this.server = server;
    this.connector = connector;
    this.requests = requests;
  }

  /** Serves what the routes answer; of those that cover a request, the first. */
  public static HttpServer open(ListenAddress address, List<Route> routes) {
    var clients = new Clients(MOST_CONNECTIONS, MOST_SILENCE);
    return open(address, new Routes(routes, clients), clients, MOST_SILENCE);
  }

  static HttpServer open(ListenAddress address, Request.Handler content, Duration mostSilence) {
    return open(address, content, new Clients(MOST_CONNECTIONS, mostSilence), mostSilence);
  }

  private static HttpServer open(
      ListenAddress address, Request.Handler content, Clients clients, Duration mostSilence) {
    var threads = new QueuedThreadPool(MOST_THREADS, 1, UNUSED_THREAD_MILLIS, 0, null, null);
    threads.setName("http" + address);
    threads.setDaemon(true);
    var buffers =
        new ArrayByteBufferPool(
            0, 4 << 10, LARGEST_KEPT_BUFFER, 16, MOST_KEPT_BYTES, MOST_KEPT_BYTES);
    var server = new Server(threads, null, buffers);
    var connector = connector(server, address, mostSilence);
    server.addConnector(connector);
    connector.addBean(clients);
    var requests = new GracefulHandler(new Answering(content, clients));
    server.setHandler(requests);
    server.setErrorHandler(HttpServer::sendError);
    start(server, address);
    lookAfter(clients, connector);
    return new HttpServer(server, connector, requests);
  }

  private static ServerConnector connector(
      Server server, ListenAddress address, Duration mostSilence) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MOST_HEADER_BYTES);
    // With an acceptor of its own the port closes at once, and not with the last answer.
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    if (!address.host().isEmpty()) {
      connector.setHost(address.host());
    }
    connector.setPort(address.port());
    connector.setIdleTimeout(mostSilence.toMillis());
    return connector;
  }

  private static void lookAfter(Clients clients, ServerConnector connector) {
    var _ =
        connector
            .getScheduler()
            .schedule(
                () -> {
                  clients.look();
                  lookAfter(clients, connector);
                },
                LOOK.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  // Jetty declares Exception; what it throws is what opening the socket threw.
  private static void start(Server server, ListenAddress address) {
    try {
      server.start();
    } catch (Exception cause) {
      stop(server, address);
      throw new ReasonedException(
          Reason.FAILED, "listen on %s: %s".formatted(address, why(cause)), cause);
    }
  }

  private static String why(Exception failure) {
    boolean wrapped = failure instanceof IOException && failure.getCause() instanceof IOException;
    Throwable told = wrapped ? failure.getCause() : failure;
    return String.valueOf(told == null ? failure.getMessage() : told.getMessage());
  }

  private static boolean sendError(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    WebResponse answer = WebResponse.text(status, HttpStatus.getMessage(status) + "\n");
    Routes.send(answer, request, response, callback);
    return true;
  }

  /** The port that is open, also when the address left it to the system. */
  public int port() {
    return connector.getLocalPort();
  }

  /**
   * Accepts nothing more, gives requests under way a few seconds to end, and closes. The server's
   * own way to stop waits for connections that ask nothing, too.
   */
  @Override
  public void close() {
    var address = new ListenAddress("", Math.max(0, port()));
    connector.close();
    try {
      requests.shutdown().get(TO_FINISH.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      // What has not ended by now is cut.
    } catch (ExecutionException cause) {
      throw new IllegalStateException(cause);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    stop(server, address);
  }

  private static void stop(Server server, ListenAddress address) {
    try {
      server.stop();
    } catch (Exception cause) {
      throw new ReasonedException(Reason.FAILED, "close " + address, cause);
    } finally {
      server.destroy();
    }
  }

  /** Counts what is asked and answered on each connection. */
  private static final class Answering extends Handler.Abstract {
    private final Request.Handler content;
    private final Clients clients;

    Answering(Request.Handler content, Clients clients) {
      this.content = content;
      this.clients = clients;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      Connection connection = request.getConnectionMetaData().getConnection();
      clients.begun(connection);
      Request.addCompletionListener(request, _ -> clients.ended(connection));
      return content.handle(request, response, callback);
    }
  }
}
