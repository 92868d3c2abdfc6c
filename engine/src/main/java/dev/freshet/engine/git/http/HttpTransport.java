package dev.freshet.engine.git.http;

import dev.freshet.core.AutomationException;
import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.git.access.GitCredentials;
import dev.freshet.engine.git.ref.RefListing;
import java.io.IOException;
import java.net.Proxy;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/**
 * A bounded time with a server over HTTP: lists, reads, writes, and says what went wrong. All that
 * depends on how a server is spoken to is behind this type.
 */
public final class HttpTransport {
  private final RemoteEndpoint endpoint;
  private final RemoteConnections connections;

  public HttpTransport(RemoteEndpoint endpoint) {
    this.endpoint = endpoint;
    this.connections = new RemoteConnections(endpoint);
  }

  /** What is done with the server once it is connected. */
  @FunctionalInterface
  public interface Exchange<T> {
    T with(Transport transport) throws IOException;
  }

  /** What is asked of a server. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws IOException;
  }

  /** Asked of where and how the server answered the last time, and anew if it does not. */
  public RefListing list(Collection<String> prefixes) throws IOException {
    RemoteRefs refs = new RemoteRefs(endpoint, connections);
    return trying(() -> {
      try {
        return understood(() -> refs.list(prefixes));
      } catch (IOException failure) {
        if (connections.deadline().isOver() || !endpoint.forget()) {
          throw failure;
        }
        return refs.list(prefixes);
      }
    });
  }

  /** Asks again what changes nothing when the failure may pass. */
  private <T> T trying(Question<T> question) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        T answered = understood(question);
        connections.finish();
        return answered;
      } catch (IOException failure) {
        Optional<Duration> wait = RemoteFailure.waitAfter(failure, tries, connections);
        if (wait.isEmpty()) {
          throw failure;
        }
        connections.deadline().pause(wait.get());
      } finally {
        connections.close();
      }
    }
  }

  /** What cannot even be read is the server's fault, and told as that. */
  private static <T> T understood(Question<T> question) throws IOException {
    try {
      return question.ask();
    } catch (AutomationException | InvalidInputException ours) {
      throw ours;
    } catch (RuntimeException malformed) {
      throw AnswerException.malformed(malformed);
    }
  }

  /** Reads from the server into the repository, again where the failure may pass. */
  public <T> T read(Repository repository, Exchange<T> exchange) throws IOException {
    return trying(() -> exchange(repository, exchange));
  }

  /** Writes to the server, once. */
  public <T> T write(Repository repository, Exchange<T> exchange) throws IOException {
    try {
      T written = understood(() -> exchange(repository, exchange));
      connections.finish();
      return written;
    } catch (IOException failure) {
      endpoint.forget();
      throw failure;
    } finally {
      connections.close();
    }
  }

  private <T> T exchange(Repository repository, Exchange<T> exchange) throws IOException {
    try (TransportHttp transport =
        (TransportHttp) Transport.open(repository, new URIish(endpoint.address()))) {
      transport.setHttpConnectionFactory(sendingFrom(repository.getDirectory().toPath()));
      return exchange.with(transport);
    } catch (URISyntaxException cause) {
      throw new IOException(cause);
    }
  }

  /** What JGit sends its requests with; large ones are put together in the folder. */
  private HttpConnectionFactory sendingFrom(Path folder) {
    return new HttpConnectionFactory() {
      @Override
      public HttpConnection create(URL url) {
        RemoteConnection connection = new RemoteConnection(connections, url, folder);
        connections.closeLater(connection::forget);
        return connection;
      }

      @Override
      public HttpConnection create(URL url, Proxy proxy) {
        return create(url);
      }
    };
  }

  /** Forgets where the server was found in another place than its URL says; false if it was not. */
  public boolean forgetMove() {
    if (isOver() || !endpoint.isMoved()) {
      return false;
    }
    endpoint.forget();
    return true;
  }

  /** Says in one phrase why the server could not be used, without addresses or secrets. */
  public String describe(Throwable failure) {
    return RemoteFailure.of(failure, connections);
  }

  /** Whether the server answered, and would not do what it was asked. */
  public boolean isRefusal(TransportException failure) {
    return RemoteFailure.isRefusal(failure, connections);
  }

  /** What the server was shown, and its words must not repeat. */
  public GitCredentials credentials() {
    return endpoint.credentials();
  }

  /** Ends JGit's work when the time is over. */
  public ProgressMonitor deadline() {
    return connections.deadline();
  }

  private boolean isOver() {
    return connections.deadline().isOver();
  }

  /** Ends what is under way with the server; may be called by any thread. */
  public void cut() {
    connections.cut();
  }
}
