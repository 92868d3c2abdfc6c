package dev.freshet.engine.git.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.InvalidInputException;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.TlsMaterial;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitAccessTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private static Map<String, byte[]> data(Map<String, String> secret) {
    Map<String, byte[]> data = new HashMap<>();
    secret.forEach((key, value) -> data.put(key, value.getBytes(StandardCharsets.UTF_8)));
    return data;
  }

  private static GitAccess access(Map<String, String> secret) {
    return GitAccess.fromSecret(data(secret));
  }

  @Test
  void prefersTheBearerTokenOfASecret() {
    GitAccess access = access(Map.of("bearerToken", "t", "username", "u", "password", "p"));

    assertThat(access.credentials()).isEqualTo(new GitCredentials.Bearer("t"));
  }

  @Test
  void readsNothingFromASecretForSsh() {
    assertThat(access(Map.of("identity", "key", "known_hosts", "host")))
        .isEqualTo(GitAccess.ANONYMOUS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void refusesAPasswordWithoutAUser(String scheme) {
    GitAccess access = access(Map.of("password", "p"));

    assertThatThrownBy(() -> GitRemote.parse(scheme + "://host/x", access, TIMEOUT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("invalid '%s' auth option: 'password' requires 'username' to be set", scheme);
  }

  @Test
  void refusesABearerTokenBesideAUserInTheUrl() {
    GitAccess access = access(Map.of("bearerToken", "t"));

    assertThatThrownBy(() -> GitRemote.parse("https://u:p@host/x", access, TIMEOUT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("basic auth and bearer token cannot be set at the same time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls.crt", "tls.key"})
  void refusesHalfAClientCertificate(String half) {
    GitAccess access = access(Map.of(half, "pem"));

    assertThatThrownBy(() -> GitRemote.parse("https://host/x", access, TIMEOUT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("'tls.crt' and 'tls.key' must be set together");
  }

  @Test
  void needsNoCertificatesWhereTheUrlHasNoTls() {
    GitAccess access = access(Map.of("ca.crt", "garbage", "tls.crt", "half"));

    GitRemote remote = GitRemote.parse("http://host/x", access, TIMEOUT);

    assertThat(remote.access().tls()).isEqualTo(TlsMaterial.NONE);
  }

  @Test
  void prefersTheNewKeyOfTheAuthorities() {
    TlsMaterial tls = access(Map.of("ca.crt", "new", "caFile", "old")).tls();

    assertThat(tls.authoritiesPem()).contains("new");
  }

  @Test
  void printsNoSecret() {
    GitAccess access =
        access(
                Map.of(
                    "username", "u", "password", "hidden-1", "tls.crt", "c", "tls.key", "hidden-2"))
            .withProxy(ProxyAddress.parse("http://proxy:3128").withAccount("u", "hidden-3"));

    assertThat(access.toString()).doesNotContain("hidden");
    assertThat(new GitCredentials.Bearer("hidden").toString()).doesNotContain("hidden");
    assertThat(new GitRemote("https://host/x", access, TIMEOUT).toString())
        .doesNotContain("hidden");
  }

  @ParameterizedTest
  @CsvSource({
    "ssh://git@host/x, git over ssh:// is not there yet; use an https:// URL",
    "file:///tmp/x, the git URL must be http:// or https:// with a host",
    "git@host:x/y, the git URL does not parse",
    "not a url, the git URL does not parse"
  })
  void saysWhichUrlsItDoesNotTake(String url, String problem) {
    assertThatThrownBy(() -> GitRemote.parse(url, GitAccess.ANONYMOUS, TIMEOUT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"t0k3n\n", "t0k3n\r\n", "t0k3n\n\n"})
  void cutsOffTheLineEndOfAToken(String token) {
    assertThat(access(Map.of("bearerToken", token)).credentials())
        .isEqualTo(new GitCredentials.Bearer("t0k3n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"t0k\nX-Evil: 1", "t0k\0", "\tt0k", "t0k\u010a"})
  void refusesATokenThatNoHeaderCanCarryWithoutQuotingIt(String token) {
    assertThatThrownBy(() -> access(Map.of("bearerToken", token)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the bearer token holds a character that no HTTP header can carry");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/x%0Ahost=github.com%0Aprotocol=https%0Apath=x",
        "https://host/x%00",
        "https://host/x?a=%0D",
        "https://u%0Aser:p@host/x",
        "https://host/x#%1B",
        "https://host/%C2%85"
      })
  void refusesAUrlThatHoldsAControlCharacter(String url) {
    assertThatThrownBy(() -> GitRemote.parse(url, GitAccess.ANONYMOUS, TIMEOUT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the git URL holds a control character");
  }

  @Test
  void differsInItsFingerprintByEachOfItsParts() {
    GitAccess whole =
        access(Map.of("username", "u", "password", "p", "ca.crt", "ca"))
            .withProxy(ProxyAddress.parse("http://proxy:3128").withAccount("u", "p"));
    Map<String, GitAccess> others =
        Map.of(
            "password", whole.withCredentials(new GitCredentials.Basic("u", "q")),
            "user", whole.withCredentials(new GitCredentials.Basic("v", "p")),
            "kind", whole.withCredentials(new GitCredentials.Bearer("p")),
            "authority", whole.withTls(access(Map.of("ca.crt", "other")).tls()),
            "certificate",
                whole.withTls(access(Map.of("ca.crt", "ca", "tls.crt", "c", "tls.key", "k")).tls()),
            "proxy",
                whole.withProxy(ProxyAddress.parse("https://proxy:3128").withAccount("u", "p")),
            "its account",
                whole.withProxy(ProxyAddress.parse("http://proxy:3128").withAccount("u", "q")));

    others.forEach((part, other) ->
        assertThat(other.fingerprint()).as(part).isNotEqualTo(whole.fingerprint()));
  }
}
