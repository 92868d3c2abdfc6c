package dev.freshet.api.secret;

import dev.freshet.api.Metadata;
import dev.freshet.api.field.Fields;
import dev.freshet.core.SecretValue;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Reads a Secret; no message of its own ever repeats a value. */
public final class SecretReader {
  private static final String ENCRYPTED = "ENC[";

  private SecretReader() {}

  public static Secret read(Metadata metadata, Fields root) {
    String type = root.string("type").orElse(Secret.OPAQUE);
    root.flag("immutable");
    if (root.has("sops")) {
      root.ignore("sops", "data", "stringData");
      return new Secret(metadata, type, new SecretContents.Encrypted());
    }
    Map<String, String> encoded = root.stringMap("data");
    Map<String, String> plain = root.stringMap("stringData");
    // Decrypted by halves: the key that would name the tool is gone, the values are not.
    if (isEncrypted(encoded) || isEncrypted(plain)) {
      return new Secret(metadata, type, new SecretContents.Encrypted());
    }
    Map<String, SecretValue> values = new HashMap<>();
    encoded.forEach((key, value) -> values.put(key, decode(root, key, value)));
    plain.forEach((key, value) -> values.put(key, SecretValue.of(value)));
    return new Secret(metadata, type, new SecretContents.Plain(values));
  }

  private static boolean isEncrypted(Map<String, String> values) {
    return values.values().stream().anyMatch(value -> value.startsWith(ENCRYPTED));
  }

  private static SecretValue decode(Fields root, String key, String value) {
    try {
      return SecretValue.of(Base64.getDecoder().decode(value.replace("\r", "").replace("\n", "")));
    } catch (IllegalArgumentException _) { // its message repeats a character of the value
      root.refuseRule("data", "data." + key + ": Invalid value: must be base64");
      return SecretValue.of("");
    }
  }
}
