package dev.freshet.engine.git.access;

import dev.freshet.core.SecretValue;
import dev.freshet.engine.fingerprint.Fingerprint;
import dev.freshet.engine.proxy.ProxyAddress;
import dev.freshet.engine.tls.ClientCertificate;
import dev.freshet.engine.tls.TlsMaterial;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * How to reach and convince a Git server: credentials, trust, client certificate, proxy. Prints
 * without secrets.
 */
public record GitAccess(GitCredentials credentials, TlsMaterial tls, Optional<ProxyAddress> proxy) {
  private static final byte[] NOTHING = {};

  public static final GitAccess ANONYMOUS =
      new GitAccess(new GitCredentials.Anonymous(), TlsMaterial.NONE, Optional.empty());

  /**
   * What the Secret of a GitRepository says, by Flux's keys. Keys for SSH say nothing here; whether
   * the certificates can be used, and have to be, the URL decides.
   */
  public static GitAccess fromSecret(Map<String, byte[]> data) {
    return new GitAccess(credentials(data), tls(data), Optional.empty());
  }

  private static GitCredentials credentials(Map<String, byte[]> data) {
    String token = withoutLineEnd(text(data, "bearerToken"));
    if (!token.isEmpty()) {
      return new GitCredentials.Bearer(token);
    }
    String username = text(data, "username");
    String password = text(data, "password");
    return username.isEmpty() && password.isEmpty()
        ? new GitCredentials.Anonymous()
        : new GitCredentials.Basic(username, password);
  }

  /** A file that holds a token mostly ends in one, and no token does. */
  private static String withoutLineEnd(String token) {
    int end = token.length();
    while (end > 0 && (token.charAt(end - 1) == '\n' || token.charAt(end - 1) == '\r')) {
      end--;
    }
    return token.substring(0, end);
  }

  private static TlsMaterial tls(Map<String, byte[]> data) {
    String authorities = text(data, data.containsKey("ca.crt") ? "ca.crt" : "caFile");
    String chain = text(data, "tls.crt");
    String key = text(data, "tls.key");
    return new TlsMaterial(
        Optional.of(authorities).filter(pem -> !pem.isEmpty()),
        Optional.of(new ClientCertificate(chain, key)).filter(_ -> !(chain + key).isEmpty()));
  }

  public Fingerprint fingerprint() {
    return Fingerprint.of(
        credentials.identity(),
        credentials.authorization().map(SecretValue::text).orElse(""),
        tls.fingerprint().hex(),
        proxy.map(address -> address.fingerprint().hex()).orElse(""));
  }

  private static String text(Map<String, byte[]> data, String key) {
    return new String(data.getOrDefault(key, NOTHING), StandardCharsets.UTF_8);
  }

  public GitAccess withCredentials(GitCredentials other) {
    return new GitAccess(other, tls, proxy);
  }

  public GitAccess withTls(TlsMaterial other) {
    return new GitAccess(credentials, other, proxy);
  }

  public GitAccess withProxy(ProxyAddress other) {
    return new GitAccess(credentials, tls, Optional.of(other));
  }
}
