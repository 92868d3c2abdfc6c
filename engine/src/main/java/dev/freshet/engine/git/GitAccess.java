package dev.freshet.engine.git;

import java.util.Optional;

/**
 * How to reach and convince a Git server: credentials, trust, client certificate, proxy. Prints
 * without secrets.
 */
public record GitAccess(
    GitCredentials credentials, Optional<GitTls> tls, Optional<GitProxy> proxy) {
  public static final GitAccess ANONYMOUS =
      new GitAccess(new GitCredentials.Anonymous(), Optional.empty(), Optional.empty());

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
