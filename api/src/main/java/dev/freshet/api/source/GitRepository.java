package dev.freshet.api.source;

import dev.freshet.api.Metadata;
import java.time.Duration;
import java.util.Optional;

/**
 * A Git repository and how to reach it. Fields that only matter to artifacts (ignore, include,
 * verify, submodules, sparse checkout) are checked when read and not kept.
 */
public record GitRepository(
    Metadata metadata,
    String url,
    Duration interval,
    Duration timeout,
    Optional<GitReference> ref,
    Optional<String> secretRef,
    Optional<String> proxySecretRef,
    GitProvider provider,
    Optional<String> serviceAccountName,
    boolean suspend) {
  public static final String KIND = "GitRepository";
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  public GitTransport transport() {
    if (url.startsWith("ssh://")) {
      return GitTransport.SSH;
    }
    return url.startsWith("https://") ? GitTransport.HTTPS : GitTransport.HTTP;
  }
}
