/**
 * The image kinds and their statuses.
 *
 * <p>In the order the data flows: {@link dev.freshet.api.image.ImageRepository} says what to scan,
 * {@link dev.freshet.api.image.ImagePolicy} which tag to pick, {@link
 * dev.freshet.api.image.ImageUpdateAutomation} where to write it. Each converts once into the
 * values that {@code core} decides on. All versions of a kind share one schema, so a field is
 * accepted in each of them.
 */
@NullMarked
package dev.freshet.api.image;

import org.jspecify.annotations.NullMarked;
