package dev.freshet.engine.git;

import dev.freshet.core.InvalidInputException;
import java.net.URI;

/** The user and password a URL may carry. */
final class UrlLogin {
  private UrlLogin() {}

  static GitCredentials fill(URI uri, GitCredentials given) {
    if (uri.getUserInfo() == null) {
      return given;
    }
    String[] parts = uri.getUserInfo().split(":", 2);
    String password = parts.length == 2 ? parts[1] : "";
    return switch (given) {
      case GitCredentials.Anonymous() -> new GitCredentials.Basic(parts[0], password);
      case GitCredentials.Basic(String username, String secret) ->
          new GitCredentials.Basic(
              username.isEmpty() ? parts[0] : username, secret.isEmpty() ? password : secret);
      case GitCredentials.Bearer _ ->
          throw new InvalidInputException(
              "basic auth and bearer token cannot be set at the same time");
    };
  }
}
