package dev.freshet.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A secret, such as one value of a Secret. It never prints itself, so that no log or message can
 * show it.
 */
public final class SecretValue {
  private final byte[] bytes;

  private SecretValue(byte[] bytes) {
    this.bytes = bytes;
  }

  public static SecretValue of(byte[] bytes) {
    return new SecretValue(bytes.clone());
  }

  public static SecretValue of(String text) {
    return new SecretValue(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The values as those that use them take them. */
  public static Map<String, byte[]> bytes(Map<String, SecretValue> values) {
    Map<String, byte[]> bytes = new HashMap<>();
    values.forEach((key, value) -> bytes.put(key, value.bytes()));
    return bytes;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** In bytes. */
  public int length() {
    return bytes.length;
  }

  /** The text with the secret blotted out, as a server that strips what it is shown repeats it. */
  public String redact(String shown) {
    return OutsideText.without(text(), shown);
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretValue value && Arrays.equals(bytes, value.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "[redacted]";
  }
}
