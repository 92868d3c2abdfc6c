package dev.freshet.operator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** What users read when the API server does not do what it was asked for. */
class ApiFailureTest {
  @Test
  void otherBreakdownsOfTheNetworkHaveWords() {
    assertThat(text(new ConnectException().initCause(new UnresolvedAddressException())))
        .isEqualTo("https://server: no such host");
    assertThat(
            text(
                new HttpConnectTimeoutException("HTTP connect timed out")
                    .initCause(new ConnectException("HTTP connect timed out"))))
        .isEqualTo("https://server: timed out");
    assertThat(text(new SSLHandshakeException("no trusted certificate found")))
        .isEqualTo("https://server: TLS: no trusted certificate found");
    assertThat(text(new IOException("HTTP/1.1 header parser received no bytes")))
        .isEqualTo("https://server: HTTP/1.1 header parser received no bytes");
    assertThat(text(new IOException())).isEqualTo("https://server: IOException");
  }

  @Test
  void statusesDoNotTellWhereTheServerIs() {
    assertThat(failure(new SSLHandshakeException("no name matches 10.0.0.1")).text())
        .isEqualTo("TLS failed");
    assertThat(failure(new IOException("/10.0.0.1:443 closed")).text())
        .isEqualTo("the connection broke");
  }

  private static String text(Throwable cause) {
    try {
      return failure(cause).text(URI.create("https://server/").toURL());
    } catch (MalformedURLException impossible) {
      throw new IllegalArgumentException(impossible);
    }
  }

  private static ApiFailure failure(Throwable cause) {
    return new ApiFailure(new KubernetesClientException("An error has occurred.", cause));
  }
}
