package dev.freshet.engine.git;

import dev.freshet.core.InvalidInputException;
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
      return blot(blot(text, encoded()), password);
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
      return blot(text, token);
    }

    @Override
    public String toString() {
      return "Bearer[redacted]";
    }
  }

  private static String blot(String text, String secret) {
    String shown = secret.strip(); // as a server repeats it
    return shown.isEmpty() ? text : text.replace(shown, "***");
  }
}
