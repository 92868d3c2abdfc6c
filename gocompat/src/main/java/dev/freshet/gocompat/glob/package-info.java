/**
 * Patterns of one path segment, as Go's {@code path/filepath} matches them.
 *
 * <p>{@link dev.freshet.gocompat.glob.Glob} is all there is. Java's own globs differ: they know
 * {@code {a,b}} and {@code **}, and negate a class with {@code !}.
 */
@NullMarked
package dev.freshet.gocompat.glob;

import org.jspecify.annotations.NullMarked;
