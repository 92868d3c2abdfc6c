package dev.freshet.engine.registry;

import dev.freshet.engine.fingerprint.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a client shows of itself to one registry. Never printed. */
public sealed interface RegistryCredentials {
  RegistryCredentials ANONYMOUS = new Anonymous();

  /** The text with everything secret in these credentials blotted out. */
  String redact(String text);

  Fingerprint fingerprint();

  record Anonymous() implements RegistryCredentials {
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
    String header() {
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
      return blot(blot(text, password), encoded());
    }

    @Override
    public String toString() {
      return "Basic[redacted]";
    }
  }

  /** A long-lived token that buys bearer tokens. */
  record IdentityToken(String token) implements RegistryCredentials {
    @Override
    public Fingerprint fingerprint() {
      return Fingerprint.of("identity token", token);
    }

    @Override
    public String redact(String text) {
      return blot(text, token);
    }

    @Override
    public String toString() {
      return "IdentityToken[redacted]";
    }
  }

  private static String blot(String text, String secret) {
    return secret.isEmpty() ? text : text.replace(secret, "***");
  }
}
