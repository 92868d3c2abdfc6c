package dev.freshet.engine.registry.auth;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.OutsideText;
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

  record Basic(String user, String password) implements RegistryCredentials {

    public Basic {
      requirePlain(user, "user name");
      requirePlain(withoutLineEnd(password), "password");
    }

    @Override
    public Optional<String> flaw() {
      return endsInALineEnd(password)
          ? Optional.of("the password ends in a line end")
          : Optional.empty();
    }

    public String header() {
      return "Basic " + encoded();
    }

    @Override
    public Fingerprint fingerprint() {
      return Fingerprint.of("basic", user, password);
    }

    private String encoded() {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String redact(String text) {
      return OutsideText.without(encoded(), OutsideText.without(password, text));
    }

    @Override
    public String toString() {
      return "Basic[redacted]";
    }
  }

  /** A long-lived token that buys bearer tokens. */
  record IdentityToken(String token) implements RegistryCredentials {

    public IdentityToken {
      requirePlain(withoutLineEnd(token), "identity token");
    }

    @Override
    public Optional<String> flaw() {
      return endsInALineEnd(token)
          ? Optional.of("the identity token ends in a line end")
          : Optional.empty();
    }

    @Override
    public Fingerprint fingerprint() {
      return Fingerprint.of("identity token", token);
    }

    @Override
    public String redact(String text) {
      return OutsideText.without(token, text);
    }

    @Override
    public String toString() {
      return "IdentityToken[redacted]";
    }
  }

  /** What a registry wants to see as it is. */
  record RegistryToken(String token) implements RegistryCredentials {

    public RegistryToken {
      requirePlain(token, "registry token");
    }

    public String header() {
      return "Bearer " + token;
    }

    @Override
    public Optional<String> flaw() {
      return Optional.empty();
    }

    @Override
    public Fingerprint fingerprint() {
      return Fingerprint.of("registry token", token);
    }

    @Override
    public String redact(String text) {
      return OutsideText.without(token, text);
    }

    @Override
    public String toString() {
      return "RegistryToken[redacted]";
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
