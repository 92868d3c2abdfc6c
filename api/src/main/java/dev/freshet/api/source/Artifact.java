package dev.freshet.api.source;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.OutsideText;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One stored state of a source, as its status names it to those who consume it.
 *
 * @param path below the storage, by which its keeper finds it
 * @param digest of the file, {@code algorithm:value}
 * @param size of the file in bytes
 */
public record Artifact(
    String path,
    String url,
    String revision,
    String digest,
    Instant lastUpdateTime,
    Optional<Long> size,
    Map<String, String> metadata) {
  private static final int LONGEST_DIGEST = 256;
  private static final Pattern DIGEST =
      Pattern.compile("[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+");

  public Artifact {
    if (digest.length() > LONGEST_DIGEST || !DIGEST.matcher(digest).matches()) {
      throw new InvalidInputException(
          "'%s' is not the digest of an artifact".formatted(OutsideText.excerpt(digest)));
    }
    metadata = Map.copyOf(metadata);
  }

  /** Whether the other was made of the same and came out the same. */
  public boolean hasContentOf(Artifact other) {
    return revision.equals(other.revision) && digest.equals(other.digest);
  }

  /** The same, found at another address. */
  public Artifact withUrl(String other) {
    return new Artifact(path, other, revision, digest, lastUpdateTime, size, metadata);
  }
}
