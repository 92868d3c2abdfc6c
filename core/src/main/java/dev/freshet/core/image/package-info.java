/**
 * Image names, tags, digests and references: parsed once, printed as written.
 *
 * <p>Read {@link dev.freshet.core.image.ImageName} first, then {@link
 * dev.freshet.core.image.ImageRef}. The rules are go-containerregistry's.
 */
@NullMarked
package dev.freshet.core.image;

import org.jspecify.annotations.NullMarked;
