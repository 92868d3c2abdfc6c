package dev.freshet.engine.git;

import dev.freshet.core.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to reach and convince a Git server: credentials, trust, client certificate, proxy. Prints
 * without secrets.
 */
public record GitAccess(
    GitCredentials credentials, Optional<GitTls> tls, Optional<GitProxy> proxy) {
  private static final byte[] NOTHING = {};

  public static final GitAccess ANONYMOUS =
      new GitAccess(new GitCredentials.Anonymous(), Optional.empty(), Optional.empty());

  /**
   * What the Secret of a GitRepository says, by Flux's keys. Keys for SSH say nothing here.
   *
   * @throws InvalidInputException when the Secret cannot be used
   */
  public static GitAccess fromSecret(Map<String, byte[]> data) {
    return new GitAccess(credentials(data), tls(data), Optional.empty());
  }

  private static GitCredentials credentials(Map<String, byte[]> data) {
    String token = text(data, "bearerToken");
    if (!token.isEmpty()) {
      return new GitCredentials.Bearer(token);
    }
    String username = text(data, "username");
    String password = text(data, "password");
    return username.isEmpty() && password.isEmpty()
        ? new GitCredentials.Anonymous()
        : new GitCredentials.Basic(username, password);
  }

  private static Optional<GitTls> tls(Map<String, byte[]> data) {
    byte[] authorities = data.getOrDefault("ca.crt", data.getOrDefault("caFile", NOTHING));
    byte[] chain = data.getOrDefault("tls.crt", NOTHING);
    byte[] key = data.getOrDefault("tls.key", NOTHING);
    if ((chain.length == 0) != (key.length == 0)) {
      throw new InvalidInputException("'tls.crt' and 'tls.key' must be set together");
    }
    if (authorities.length == 0 && chain.length == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new GitTls(
            authorities.length == 0 ? List.of() : Pem.certificates("ca.crt", authorities),
            chain.length == 0
                ? Optional.empty()
                : Optional.of(
                    new GitTls.ClientCertificate(
                        Pem.certificates("tls.crt", chain), Pem.privateKey("tls.key", key)))));
  }

  private static String text(Map<String, byte[]> data, String key) {
    return new String(data.getOrDefault(key, NOTHING), StandardCharsets.UTF_8);
  }

  public GitAccess withCredentials(GitCredentials other) {
    return new GitAccess(other, tls, proxy);
  }

  public GitAccess withTls(GitTls other) {
    return new GitAccess(credentials, Optional.of(other), proxy);
  }

  public GitAccess withProxy(GitProxy other) {
    return new GitAccess(credentials, tls, Optional.of(other));
  }
}
