package dev.freshet.engine.git.http;

import dev.freshet.core.OutsideText;
import dev.freshet.core.SecretValue;
import dev.freshet.engine.address.DeniedAddressException;
import dev.freshet.engine.git.access.GitCredentials;
import dev.freshet.engine.http.ProxyRefusalException;
import dev.freshet.engine.http.UnknownCodingException;
import dev.freshet.engine.tls.TlsFailure;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.TransportException;

/** Says in one phrase why a Git server could not be used, without addresses or secrets. */
final class RemoteFailure {
  private static final List<Duration> WAITS = List.of(Duration.ofSeconds(1), Duration.ofSeconds(3));
  private static final Set<Integer> TEMPORARY = Set.of(408, 429, 499, 500, 502, 503, 504, 522);

  private static final String NOT_GIT =
      "the server's answer is malformed: it does not follow Git's protocol";

  /** How JGit's words for a packet without a length begin. */
  private static final String NO_PACKET = "Invalid packet line header";

  private RemoteFailure() {}

  static String of(Throwable failure, RemoteConnections connections) {
    int status = connections.lastStatus();
    boolean isLogin = status == 401 || status == 403;
    String hint = isLogin ? hint(connections.endpoint().credentials()) : "";
    for (Throwable cause : causes(failure)) {
      if (cause instanceof AnswerException) {
        return cause.getMessage() + hint;
      }
    }
    if (status >= 300) {
      return AnswerException.ofStatus(status) + hint;
    }
    if (connections.deadline().isOver()) {
      return connections.deadline().toString();
    }
    for (Throwable cause : causes(failure)) {
      Optional<String> known = known(cause, connections.endpoint());
      if (known.isPresent()) {
        return known.get();
      }
    }
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : said(message, connections.endpoint());
  }

  /** A password that was written with {@code echo} looks right wherever it is shown. */
  private static String hint(GitCredentials credentials) {
    return credentials instanceof GitCredentials.Basic(String username, SecretValue password)
            && (endsInLineEnd(username) || endsInLineEnd(password.text()))
        ? "; the user or password of the Secret ends in a line end"
        : "";
  }

  private static boolean endsInLineEnd(String text) {
    return text.endsWith("\n") || text.endsWith("\r");
  }

  /** How long to wait before what failed so many times is tried again, if that is worth it. */
  static Optional<Duration> waitAfter(
      IOException failure, int tries, RemoteConnections connections) {
    if (tries > WAITS.size() || connections.deadline().isOver()) {
      return Optional.empty();
    }
    int status = connections.lastStatus();
    boolean mayPass =
        status >= 300
            ? TEMPORARY.contains(status)
            : causes(failure).stream().anyMatch(RemoteFailure::isBroken);
    Optional<Duration> asked = status >= 300 ? connections.retryAfter() : Optional.empty();
    Duration left = Duration.ofMillis(connections.deadline().remainingMillis());
    Duration usual = WAITS.get(tries - 1);
    Duration most = left.dividedBy(8);
    return Optional.of(asked.orElse(usual.compareTo(most) < 0 ? usual : most))
        .filter(wait -> mayPass && wait.compareTo(left) < 0);
  }

  private static boolean isBroken(Throwable cause) {
    return switch (cause) {
      case ConnectException _, RemoteConnection.Unanswered _ -> false;
      case SocketException _,
          SocketTimeoutException _,
          NoHttpResponseException _,
          ConnectionClosedException _,
          EOFException _ ->
          true;
      default -> false;
    };
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

  private static Optional<String> known(Throwable cause, RemoteEndpoint server) {
    return switch (cause) {
      case DeniedAddressException denied -> message(denied);
      case UnknownHostException unknown ->
          Optional.of(
              "no such host: " + OutsideText.ofServer(String.valueOf(unknown.getMessage())));
      case NoRouteToHostException _ -> Optional.of("no route to host");
      case ConnectException _ -> Optional.of("connection refused");
      case SocketTimeoutException _ -> Optional.of("the server did not answer in time");
      case EOFException _, ConnectionClosedException _, NoHttpResponseException _ ->
          Optional.of("the connection broke off");
      case ProxyRefusalException refusal -> message(refusal);
      case UnknownCodingException unknown -> message(unknown);
      case SSLException tls -> Optional.of("TLS: " + TlsFailure.text(tls));
      case MalformedChunkCodingException _, ClientProtocolException _, ZipException _ ->
          Optional.of("the server's answer is malformed: it does not follow HTTP");
      case PackProtocolException _ -> Optional.of(NOT_GIT);
      case RemoteRepositoryException refusal ->
          Optional.of(said(String.valueOf(refusal.getMessage()), server));
      case TransportException _ -> Optional.empty();
      case IOException other when String.valueOf(other.getMessage()).startsWith(NO_PACKET) ->
          Optional.of(NOT_GIT);
      case IOException local -> ownTrouble(String.valueOf(local.getMessage()));
      default -> Optional.empty();
    };
  }

  private static Optional<String> message(IOException failure) {
    return Optional.ofNullable(failure.getMessage());
  }

  /** What this machine lacks, in the words of its operating system. */
  private static Optional<String> ownTrouble(String message) {
    if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
      return Optional.of("the disk is full");
    }
    return message.contains("Too many open files")
        ? Optional.of("this process has too many files open")
        : Optional.empty();
  }

  /** JGit begins its messages with the address. */
  private static String said(String message, RemoteEndpoint server) {
    String start = server.address() + ": ";
    String words = message.startsWith(start) ? message.substring(start.length()) : message;
    return GitCredentials.said(words, server.credentials());
  }
}
