/**
 * Marker comments in manifests: where they are, which scalar each hands to which setter.
 *
 * <p>Read {@link dev.freshet.core.marker.ManifestMarkers} first, then {@link
 * dev.freshet.core.marker.Marker}. Offsets are bytes, so that whoever edits can splice the file as
 * it is. Nothing here knows policies or writes.
 */
@NullMarked
package dev.freshet.core.marker;

import org.jspecify.annotations.NullMarked;
