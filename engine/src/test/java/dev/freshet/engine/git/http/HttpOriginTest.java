package dev.freshet.engine.git.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.engine.git.access.GitAccess;
import dev.freshet.engine.git.access.GitRemote;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpOriginTest {
  @ParameterizedTest
  @CsvSource({
    "https://host/a, https://host/b, true",
    "https://host/a, https://host:443/b, true",
    "http://host/a, https://host/b, true",
    "https://host/a, http://host/b, false",
    "https://host/a, https://other/b, false",
    "http://host:8080/a, https://host/b, false",
    "https://host/a, https://host:8443/b, false"
  })
  void sendsCredentialsToTheSameServerOnly(String remote, String target, boolean trusted) {
    assertThat(HttpOrigin.of(url(remote)).trusts(url(target))).isEqualTo(trusted);
  }

  @ParameterizedTest
  @CsvSource({
    "https://[::1]/a, https://[::1]:443",
    "http://[2001:db8::1]:8080/a, http://[2001:db8::1]:8080",
    "HTTPS://Host/a, https://host:443"
  })
  void namesTheServerToAsk(String url, String target) {
    assertThat(HttpOrigin.of(url(url)).target()).hasToString(target);
  }

  private static URL url(String text) {
    try {
      return URI.create(text).toURL();
    } catch (MalformedURLException cause) {
      throw new IllegalArgumentException(cause);
    }
  }

  @Test
  void connectionsAreSharedByThoseWhoAskOneServer() {
    assertThat(RemoteEndpoint.accessFingerprint(remote("http://a/x")))
        .isEqualTo(RemoteEndpoint.accessFingerprint(remote("http://a/y")))
        .isNotEqualTo(RemoteEndpoint.accessFingerprint(remote("http://b/x")));
  }

  private static GitRemote remote(String url) {
    return new GitRemote(url, GitAccess.ANONYMOUS, Duration.ofSeconds(1));
  }
}
