package dev.freshet.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.freshet.operator.cluster.OddServer.Reply;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ServerFailureTest {
  private static final ResourcePath SECRET =
      ResourcePath.of("api", "v1", "namespaces", "apps", "secrets", "login");

  @TempDir Path folder;

  static Stream<Arguments> causes() {
    return Stream.of(
        Arguments.of(
            new ConnectException().initCause(new ClosedChannelException()), "connection refused"),
        Arguments.of(
            new ConnectException().initCause(new UnresolvedAddressException()), "no such host"),
        Arguments.of(new UnknownHostException("api.internal"), "no such host"),
        Arguments.of(new NoRouteToHostException("10.0.0.1"), "no route to host"),
        Arguments.of(
            new HttpConnectTimeoutException("10.0.0.1").initCause(new ConnectException()),
            "no connection in time"),
        Arguments.of(new HttpTimeoutException("10.0.0.1"), "no answer in time"),
        Arguments.of(new TimeoutException(), "no answer in time"),
        Arguments.of(new SSLHandshakeException("no name matching 10.0.0.1"), "TLS failed"),
        Arguments.of(new IOException("10.0.0.1"), "the connection broke"));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void saysInWordsWhyThereIsNoAnswer(Throwable cause, String words) {
    assertThat(ServerFailure.words(new IllegalStateException(cause))).isEqualTo(words);
  }

  @Test
  void tellsTheOperatorWhichServerAndAnObjectWhyOnly() throws IOException {
    KubernetesClient client = afterItsServer();
    try (client) {
      Throwable failure = catchThrowable(() -> client.secrets().list());

      assertThat(ServerFailure.text(client, failure))
          .isEqualTo(
              "the API server at %s cannot be reached: connection refused"
                  .formatted(client.getMasterUrl()));
      assertThat(new ApiServerClient(client).read(SECRET))
          .isEqualTo(
              new Answer.Unavailable("API server not reached: connection refused", Duration.ZERO));
    }
  }

  @Test
  void repeatsWhatTheServerSaid() throws IOException {
    String status = "{\"kind\":\"Status\",\"message\":\"Unauthorized\",\"code\":401}";
    try (var server = new OddServer(_ -> Reply.of(401, status));
        KubernetesClient client = server.connect(folder)) {
      Throwable failure = catchThrowable(() -> client.secrets().list());

      assertThat(ServerFailure.text(client, failure))
          .isEqualTo("the API server at %s says: Unauthorized".formatted(client.getMasterUrl()));
      assertThat(new ApiServerClient(client).read(SECRET))
          .isEqualTo(new Answer.Refused("Unauthorized", States.json(status)));
    }
  }

  /** Its address is one where nobody listens any more. */
  private KubernetesClient afterItsServer() throws IOException {
    try (var server = new OddServer(_ -> Reply.of(200, "{}"))) {
      return server.connect(folder);
    }
  }
}
