package dev.freshet.operator.cluster;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says in words why an API server did not do what it was asked. */
public final class ServerFailure {
  /** What can go wrong below HTTP; the first that is among the causes says it best. */
  private static final List<Known> KNOWN =
      List.of(
          new Known(UnknownHostException.class, "no such host"),
          new Known(UnresolvedAddressException.class, "no such host"),
          new Known(NoRouteToHostException.class, "no route to host"),
          new Known(HttpConnectTimeoutException.class, "no connection in time"),
          new Known(ConnectException.class, "connection refused"),
          new Known(HttpTimeoutException.class, "no answer in time"),
          new Known(TimeoutException.class, "no answer in time"),
          new Known(SSLException.class, "TLS failed"));

  private record Known(Class<? extends Throwable> type, String words) {}

  private ServerFailure() {}

  /** For the log and the terminal: names the server. */
  public static String text(KubernetesClient client, Throwable failure) {
    String server = "the API server at " + client.getMasterUrl();
    return answer(failure)
        .map(answer -> "%s says: %s".formatted(server, answer))
        .orElseGet(() -> "%s cannot be reached: %s".formatted(server, detail(failure)));
  }

  /** For everybody who may read an object's status: no address is in it. */
  static String words(Throwable failure) {
    return KNOWN.stream()
        .filter(known -> first(failure, known.type()).isPresent())
        .map(Known::words)
        .findFirst()
        .orElse("the connection broke");
  }

  /** Of a certificate that is not accepted one wants to know more, though it is full of names. */
  private static String detail(Throwable failure) {
    return words(failure)
        + first(failure, SSLException.class).map(tls -> ": " + tls.getMessage()).orElse("");
  }

  private static Optional<String> answer(Throwable failure) {
    return first(failure, KubernetesClientException.class)
        .map(KubernetesClientException::getStatus)
        .map(Status::getMessage);
  }

  private static <T> Optional<T> first(Throwable failure, Class<T> type) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(20)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
