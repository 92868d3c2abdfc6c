package dev.freshet.engine.git;

import dev.freshet.engine.tls.TlsFailure;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.TransportException;

/** Says in one phrase why a Git server could not be used, without addresses or secrets. */
final class RemoteFailure {
  private RemoteFailure() {}

  static String ofStatus(int status) {
    return switch (status) {
      case 401 -> "authentication required";
      case 403 -> "authorization failed";
      case 404 -> "repository not found";
      case 407 -> "the proxy wants a user and password";
      default -> "unexpected answer from the server: status " + status;
    };
  }

  static String of(Throwable failure, RemoteConnections connections) {
    if (connections.lastStatus() >= 300) {
      return ofStatus(connections.lastStatus());
    }
    if (connections.deadline().isOver()) {
      return connections.deadline().toString();
    }
    for (Throwable cause : causes(failure)) {
      Optional<String> known = known(cause);
      if (known.isPresent()) {
        return known.get();
      }
    }
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /**
   * Whether the server answered, and would not do what it was asked: neither the connection nor
   * this side broke down, whose failures are not JGit's own.
   */
  static boolean isRefusal(TransportException failure, RemoteConnections connections) {
    return connections.lastStatus() < 300
        && !connections.deadline().isOver()
        && causes(failure).stream().allMatch(cause -> cause instanceof TransportException);
  }

  private static List<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20).toList();
  }

  private static Optional<String> known(Throwable cause) {
    return switch (cause) {
      case UnknownHostException unknown -> Optional.of("no such host: " + unknown.getMessage());
      case NoRouteToHostException _ -> Optional.of("no route to host");
      case ConnectException _ -> Optional.of("connection refused");
      case SocketTimeoutException _ -> Optional.of("the server did not answer in time");
      case EOFException _ -> Optional.of("the connection broke off");
      case SSLException tls -> Optional.of("TLS: " + TlsFailure.text(tls));
      case IOException io when io.getMessage() != null && io.getMessage().contains("tunnel") ->
          Optional.of("the proxy refused the connection");
      default -> Optional.empty();
    };
  }
}
