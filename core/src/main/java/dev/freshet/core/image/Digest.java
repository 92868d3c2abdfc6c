package dev.freshet.core.image;

import dev.freshet.core.InvalidInputException;
import dev.freshet.core.OutsideText;
import java.util.regex.Pattern;

/** The digest of a manifest, {@code sha256:} and 64 lower-case hex digits. */
public record Digest(String value) {
  private static final Pattern SYNTAX = Pattern.compile("sha256:[0-9a-f]{64}");

  public Digest {
    if (!SYNTAX.matcher(value).matches()) {
      throw new InvalidInputException("invalid digest '" + OutsideText.excerpt(value) + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
