package dev.freshet.api.image;

import java.util.Map;
import java.util.Optional;

/** Who commits, with which message, and signed by which key. */
public record CommitSpec(
    Author author,
    Optional<SigningKey> signingKey,
    String messageTemplate,
    Map<String, String> messageTemplateValues) {

  /** The message of an automation that has no template. */
  public static final String DEFAULT_MESSAGE = "Update from image update automation";

  /** Author and committer; the name may be empty. */
  public record Author(String name, String email) {}

  /** The Secret that holds the key. */
  public record SigningKey(String secretRef, KeyType type) {}

  /** Which kind of key signs; {@link #text()} is the field's spelling. */
  public enum KeyType {
    GPG("gpg"),
    SSH("ssh");

    private final String text;

    KeyType(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public CommitSpec {
    messageTemplateValues = Map.copyOf(messageTemplateValues);
    messageTemplate = messageTemplate.isEmpty() ? DEFAULT_MESSAGE : messageTemplate;
  }
}
