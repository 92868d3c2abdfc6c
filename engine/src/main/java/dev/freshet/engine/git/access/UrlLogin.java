package dev.freshet.engine.git.access;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.SecretValue;
import java.net.URI;

/** The user and password a URL may carry. */
final class UrlLogin {
  private UrlLogin() {}

  static GitCredentials fill(URI uri, GitCredentials given) {
    if (uri.getUserInfo() == null) {
      return given;
    }
    String login = uri.getUserInfo();
    int colon = login.indexOf(':');
    String user = colon < 0 ? login : login.substring(0, colon);
    String password = colon < 0 ? "" : login.substring(colon + 1);
    return switch (given) {
      case GitCredentials.Anonymous() -> new GitCredentials.Basic(user, password);
      case GitCredentials.Basic(String username, SecretValue secret) ->
          new GitCredentials.Basic(
              username.isEmpty() ? user : username,
              secret.isEmpty() ? SecretValue.of(password) : secret);
      case GitCredentials.Bearer _ ->
          throw new InvalidInputException(
              "basic auth and bearer token cannot be set at the same time");
    };
  }
}
