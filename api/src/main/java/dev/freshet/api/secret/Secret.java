package dev.freshet.api.secret;

import dev.freshet.api.Metadata;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.SecretValue;
import java.util.Map;
import java.util.Optional;

/** A Secret as a manifest holds it; an encrypted one is refused only when its values are wanted. */
public record Secret(Metadata metadata, String type, SecretContents contents) {
  public static final String KIND = "Secret";
  public static final String OPAQUE = "Opaque";
  public static final String DOCKER_CONFIG_JSON = "kubernetes.io/dockerconfigjson";
  public static final String DOCKER_CONFIG = "kubernetes.io/dockercfg";

  /** The values by key; refuses an encrypted Secret. */
  public Map<String, SecretValue> values() {
    return switch (contents) {
      case SecretContents.Plain(var values) -> values;
      case SecretContents.Encrypted() ->
          throw new InvalidInputException(
              "Secret "
                  + metadata.key()
                  + " is encrypted with SOPS, which Freshet cannot read yet");
    };
  }

  /** One value, if it is there; refuses an encrypted Secret. */
  public Optional<SecretValue> value(String key) {
    return Optional.ofNullable(values().get(key));
  }
}
