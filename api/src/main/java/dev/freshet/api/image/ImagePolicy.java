package dev.freshet.api.image;

import dev.freshet.api.Metadata;
import dev.freshet.core.NamespacedName;
import java.time.Duration;
import java.util.Optional;

/** Which tag of an image is the latest. */
public record ImagePolicy(
    Metadata metadata,
    NamespacedName imageRepositoryRef,
    PolicyChoice policy,
    Optional<FilterTags> filterTags,
    DigestReflection digestReflectionPolicy,
    Optional<Duration> interval,
    boolean suspend) {
  public static final String KIND = "ImagePolicy";

  /** With the value {@code "true"}, one tag that is no number fails a numerical policy. */
  public static final String STRICT_NUMBERS = "freshet.dev/strict-numbers";
}
