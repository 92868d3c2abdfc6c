/**
 * Go's {@code regexp}: its expressions, unanchored search, and the {@code $name} templates of
 * Expand.
 *
 * <p>Read {@link dev.freshet.gocompat.regexp.GoRegexp} first, then {@link
 * dev.freshet.gocompat.regexp.Expansion}. The package {@code syntax} parses an expression, {@code
 * Compiler} makes a {@code Program} of it; a text is searched by {@code Backtracker}, and where
 * that has too much to remember by {@code PikeMachine}. Both take time linear to the text, so an
 * expression from a manifest can't stop the process.
 */
@NullMarked
package dev.freshet.gocompat.regexp;

import org.jspecify.annotations.NullMarked;
