package dev.freshet.api.image;

import java.util.Map;
import java.util.Optional;

/** Where commits are pushed, as written. */
public record PushSpec(
    Optional<String> branch, Optional<String> refspec, Map<String, String> options) {
  public static final PushSpec NONE = new PushSpec(Optional.empty(), Optional.empty(), Map.of());

  public PushSpec {
    options = Map.copyOf(options);
  }
}
