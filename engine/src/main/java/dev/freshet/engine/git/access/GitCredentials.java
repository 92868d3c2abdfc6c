package dev.freshet.engine.git.access;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.OutsideText;
import dev.freshet.core.SecretValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a Git server is told about who asks; never printed. */
public sealed interface GitCredentials {

  /** The value of the Authorization header; none for an anonymous request. */
  Optional<SecretValue> authorization();

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
    public Optional<SecretValue> authorization() {
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

  record Basic(String username, SecretValue password) implements GitCredentials {
    public Basic(String username, String password) {
      this(username, SecretValue.of(password));
    }

    @Override
    public Optional<SecretValue> authorization() {
      return Optional.of(SecretValue.of("Basic " + encoded()));
    }

    private String encoded() {
      byte[] pair = (username + ":" + password.text()).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String redact(String text) {
      return password.redact(OutsideText.without(encoded(), text));
    }

    @Override
    public String identity() {
      return "basic " + username;
    }
  }

  record Bearer(SecretValue token) implements GitCredentials {
    public Bearer(String token) {
      this(SecretValue.of(token));
    }

    public Bearer {
      if (token.text().chars().anyMatch(one -> one < ' ' || one > '~')) {
        throw new InvalidInputException(
            "the bearer token holds a character that no HTTP header can carry");
      }
    }

    @Override
    public Optional<SecretValue> authorization() {
      return Optional.of(SecretValue.of("Bearer " + token.text()));
    }

    @Override
    public String identity() {
      return "bearer";
    }

    @Override
    public String redact(String text) {
      return token.redact(text);
    }
  }
}
