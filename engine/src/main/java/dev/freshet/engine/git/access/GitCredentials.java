package dev.freshet.engine.git.access;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.OutsideText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a Git server is told about who asks; never printed. */
public sealed interface GitCredentials {

  /** The value of the Authorization header; none for an anonymous request. */
  Optional<String> authorization();

  /** Who asks, without the secret. */
  String identity();

  /** The text with everything secret in these credentials blotted out. */
  String redact(String text);

  /** What a server that was shown these credentials says, fit to be passed on. */
  static String said(String words, GitCredentials shown) {
    // Without secrets before it is cut, which could leave the half of one.
    return OutsideText.ofServer(shown.redact(words));
  }

  record Anonymous() implements GitCredentials {
    @Override
    public Optional<String> authorization() {
      return Optional.empty();
    }

    @Override
    public String identity() {
      return "anonymous";
    }

    @Override
    public String redact(String text) {
      return text;
    }
  }

  record Basic(String username, String password) implements GitCredentials {
    @Override
    public Optional<String> authorization() {
      return Optional.of("Basic " + encoded());
    }

    private String encoded() {
      byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String redact(String text) {
      return OutsideText.without(password, OutsideText.without(encoded(), text));
    }

    @Override
    public String identity() {
      return "basic " + username;
    }

    @Override
    public String toString() {
      return "Basic[redacted]";
    }
  }

  record Bearer(String token) implements GitCredentials {
    public Bearer {
      if (token.chars().anyMatch(one -> one < ' ' || one > '~')) {
        throw new InvalidInputException(
            "the bearer token holds a character that no HTTP header can carry");
      }
    }

    @Override
    public Optional<String> authorization() {
      return Optional.of("Bearer " + token);
    }

    @Override
    public String identity() {
      return "bearer";
    }

    @Override
    public String redact(String text) {
      return OutsideText.without(token, text);
    }

    @Override
    public String toString() {
      return "Bearer[redacted]";
    }
  }
}
