package dev.freshet.api.source;

import dev.freshet.api.Metadata;
import dev.freshet.api.Resource;
import java.time.Duration;
import java.util.Optional;

/** A Git repository, how to reach it, and what of it goes into the artifact that others consume. */
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
    ContentSpec content,
    Optional<Verification> verify,
    boolean suspend)
    implements Resource {
  public static final String KIND = "GitRepository";
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  public GitTransport transport() {
    if (url.startsWith("ssh://")) {
      return GitTransport.SSH;
    }
    return url.startsWith("https://") ? GitTransport.HTTPS : GitTransport.HTTP;
  }
}
