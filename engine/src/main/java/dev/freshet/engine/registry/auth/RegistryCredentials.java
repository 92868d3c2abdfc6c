package dev.freshet.engine.registry.auth;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.OutsideText;
import dev.freshet.core.SecretValue;
import dev.freshet.engine.fingerprint.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a client shows of itself to one registry. Never printed. */
public sealed interface RegistryCredentials {
  RegistryCredentials ANONYMOUS = new Anonymous();

  /** The text with everything secret in these credentials blotted out. */
  String redact(String text);

  Fingerprint fingerprint();

  /** What may be why a login is refused. */
  Optional<String> flaw();

  record Anonymous() implements RegistryCredentials {
    @Override
    public Optional<String> flaw() {
      return Optional.empty();
    }

    @Override
    public Fingerprint fingerprint() {
      return Fingerprint.NOTHING;
    }

    @Override
    public String redact(String text) {
      return text;
    }
  }

  record Basic(SecretValue user, SecretValue password) implements RegistryCredentials {

    public Basic(String user, String password) {
      this(SecretValue.of(user), SecretValue.of(password));
    }

    public Basic {
      requirePlain(user.text(), "user name");
      requirePlain(withoutLineEnd(password.text()), "password");
    }

    @Override
    public Optional<String> flaw() {
      return endsInALineEnd(password.text())
          ? Optional.of("the password ends in a line end")
          : Optional.empty();
    }

    public SecretValue header() {
      return SecretValue.of("Basic " + encoded());
    }

    @Override
    public Fingerprint fingerprint() {
      return Fingerprint.of("basic", user.text(), password.text());
    }

    private String encoded() {
      byte[] pair = (user.text() + ":" + password.text()).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String redact(String text) {
      return OutsideText.without(encoded(), password.redact(text));
    }
  }

  /** A long-lived token that buys bearer tokens. */
  record IdentityToken(SecretValue token) implements RegistryCredentials {

    public IdentityToken(String token) {
      this(SecretValue.of(token));
    }

    public IdentityToken {
      requirePlain(withoutLineEnd(token.text()), "identity token");
    }

    @Override
    public Optional<String> flaw() {
      return endsInALineEnd(token.text())
          ? Optional.of("the identity token ends in a line end")
          : Optional.empty();
    }

    @Override
    public Fingerprint fingerprint() {
      return Fingerprint.of("identity token", token.text());
    }

    @Override
    public String redact(String text) {
      return token.redact(text);
    }
  }

  /** What a registry wants to see as it is. */
  record RegistryToken(SecretValue token) implements RegistryCredentials {

    public RegistryToken(String token) {
      this(SecretValue.of(token));
    }

    public RegistryToken {
      requirePlain(token.text(), "registry token");
    }

    public SecretValue header() {
      return SecretValue.of("Bearer " + token.text());
    }

    @Override
    public Optional<String> flaw() {
      return Optional.empty();
    }

    @Override
    public Fingerprint fingerprint() {
      return Fingerprint.of("registry token", token.text());
    }

    @Override
    public String redact(String text) {
      return token.redact(text);
    }
  }

  private static boolean endsInALineEnd(String secret) {
    return secret.endsWith("\n") || secret.endsWith("\r");
  }

  /** One at the end is shown as it is: some registry may have it so. */
  private static String withoutLineEnd(String secret) {
    int end = secret.length();
    while (end > 0 && (secret.charAt(end - 1) == '\n' || secret.charAt(end - 1) == '\r')) {
      end--;
    }
    return secret.substring(0, end);
  }

  private static void requirePlain(String text, String what) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidInputException("the " + what + " holds control characters");
    }
  }
}
