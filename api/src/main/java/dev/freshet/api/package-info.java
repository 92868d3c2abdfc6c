/**
 * Flux's objects as values: what all kinds share. The kinds themselves are in the packages below.
 *
 * <p>Read {@link dev.freshet.api.Metadata}, then the kinds in the order the data flows: {@code
 * image}, {@code source}, {@code secret}; {@code manifest} reads them from YAML, {@code condition}
 * and the statuses in {@code image} say what became of them. Nothing here reads a clock, the
 * network or a disk.
 */
@NullMarked
package dev.freshet.api;

import org.jspecify.annotations.NullMarked;
