package dev.freshet.core.plan;

import dev.freshet.core.marker.ManifestMarkers;
import java.util.function.Supplier;

/**
 * A file that may be edited, with its markers found before. The content is asked for only when a
 * marker's value is to change, so unchanged files cost nothing.
 *
 * @param path relative to the update path, with slashes
 */
public record ManifestFile(String path, ManifestMarkers markers, Supplier<byte[]> content) {}
