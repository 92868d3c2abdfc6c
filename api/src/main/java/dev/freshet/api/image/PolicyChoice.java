package dev.freshet.api.image;

import java.util.Optional;

/**
 * How to pick among tags, as written. Several members may be set, or none: semver goes before
 * alphabetical, alphabetical before numerical.
 */
public record PolicyChoice(
    Optional<String> semverRange,
    Optional<SortOrder> alphabetical,
    Optional<SortOrder> numerical) {}
