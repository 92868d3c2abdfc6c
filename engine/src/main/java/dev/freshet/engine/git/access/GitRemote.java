package dev.freshet.engine.git.access;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.SecretValue;
import dev.freshet.engine.tls.TlsMaterial;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * A repository on a server, how to get in, and how long one checkout or one push may take. Prints
 * without secrets.
 *
 * @param url http or https; user and password in it are moved to the credentials
 */
public record GitRemote(String url, GitAccess access, Duration timeout) {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  /**
   * Reads the URL as users write it; what its user part says fills in missing credentials. Refuses
   * certificates that cannot be used.
   */
  public static GitRemote parse(String url, GitAccess access, Duration timeout) {
    URI uri = uri(url);
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    String plain = uri.getScheme() + "://" + host + path + query;
    GitCredentials credentials = UrlLogin.fill(uri, access.credentials());
    if (credentials instanceof GitCredentials.Basic(String username, SecretValue password)
        && username.isEmpty()
        && !password.isEmpty()) {
      throw new InvalidInputException(
          "invalid '%s' auth option: 'password' requires 'username' to be set"
              .formatted(uri.getScheme()));
    }
    return new GitRemote(plain, usable(uri, access).withCredentials(credentials), timeout);
  }

  /** Without TLS, certificates count only if the server turns to it: bad ones do no harm. */
  private static GitAccess usable(URI uri, GitAccess access) {
    try {
      access.tls().requireUsable();
      return access;
    } catch (InvalidInputException unusable) {
      if (uri.getScheme().equals("https")) {
        throw unusable;
      }
      return access.withTls(TlsMaterial.NONE);
    }
  }

  /** Refuses a URL that no repository can be reached by. */
  public static void requireAddress(String url) {
    var _ = uri(url);
  }

  private static URI uri(String url) {
    try {
      URI uri = new URI(url);
      requirePlain(uri);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme();
      if (scheme.equals("ssh")) {
        throw new InvalidInputException("git over ssh:// is not there yet; use an https:// URL");
      }
      boolean isHttp = scheme.equals("http") || scheme.equals("https");
      if (!isHttp || uri.getHost() == null) {
        throw new InvalidInputException("the git URL must be http:// or https:// with a host");
      }
      return uri;
    } catch (URISyntaxException _) {
      // The cause would print the URL, which may hold a password.
      throw new InvalidInputException("the git URL does not parse");
    }
  }

  /** What is written as %0A would be a line of its own to whoever is told the decoded URL. */
  private static void requirePlain(URI uri) {
    String decoded =
        "%s %s %s %s %s"
            .formatted(
                uri.getSchemeSpecificPart(),
                uri.getAuthority(),
                uri.getPath(),
                uri.getQuery(),
                uri.getFragment());
    if (decoded.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInputException("the git URL holds a control character");
    }
  }
}
