package dev.freshet.operator.server;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URL;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** A request to the API server that was refused, or got no answer, in words. */
public record ApiFailure(Throwable failure) {
  private static final int MOST_CAUSES = 20;

  /**
   * What the API server answered; without an answer, why there is none. For everybody who may read
   * an object's status, so it holds no address.
   */
  public String text() {
    return answer().or(this::known).orElse("the connection broke");
  }

  /** The same for the log and the terminal, with the server that does not answer. */
  public String text(URL server) {
    return answer().orElseGet(() -> server.toString().replaceFirst("/+$", "") + ": " + silence());
  }

  /** The status it was answered with, 0 without an answer. */
  public int code() {
    return answers().map(KubernetesClientException::getCode).findFirst().orElse(0);
  }

  private Optional<String> answer() {
    return answers()
        .flatMap(answer -> Stream.ofNullable(answer.getStatus()).map(Status::getMessage))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private Stream<KubernetesClientException> answers() {
    return causes().stream()
        .filter(KubernetesClientException.class::isInstance)
        .map(KubernetesClientException.class::cast)
        .filter(answer -> answer.getCode() > 0);
  }

  private String silence() {
    Throwable first = causes().getLast();
    return causes().stream()
        .filter(SSLException.class::isInstance)
        .map(tls -> "TLS: " + tls.getMessage())
        .findFirst()
        .or(this::known)
        .or(() -> Optional.ofNullable(first.getMessage()))
        .orElseGet(() -> first.getClass().getSimpleName());
  }

  /** The cause says more than what was made of it, but not every class has a text. */
  private Optional<String> known() {
    return causes().stream()
        .filter(HttpTimeoutException.class::isInstance) // it has a refused connection for a cause
        .findFirst()
        .or(() ->
            causes().reversed().stream().filter(cause -> words(cause).isPresent()).findFirst())
        .flatMap(ApiFailure::words);
  }

  private static Optional<String> words(Throwable cause) {
    return switch (cause) {
      case UnresolvedAddressException _ -> Optional.of("no such host");
      case UnknownHostException _ -> Optional.of("no such host");
      case NoRouteToHostException _ -> Optional.of("no route to host");
      case ConnectException _ -> Optional.of("connection refused");
      case HttpTimeoutException _ -> Optional.of("timed out");
      case TimeoutException _ -> Optional.of("timed out");
      case SSLException _ -> Optional.of("TLS failed");
      default -> Optional.empty();
    };
  }

  private List<Throwable> causes() {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(MOST_CAUSES)
        .toList();
  }
}
