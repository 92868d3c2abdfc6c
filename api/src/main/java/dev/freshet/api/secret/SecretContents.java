package dev.freshet.api.secret;

import dev.freshet.core.SecretValue;
import java.util.Map;

/** What a Secret holds: values, or something only a key can open. */
public sealed interface SecretContents {

  /** The values by key. */
  record Plain(Map<String, SecretValue> values) implements SecretContents {
    public Plain {
      values = Map.copyOf(values);
    }
  }

  /** The values are there, encrypted with SOPS. */
  record Encrypted() implements SecretContents {}
}
