/**
 * Go's {@code regexp}: RE2 patterns, unanchored search, and the {@code $name} templates of Expand.
 *
 * <p>Read {@link dev.freshet.gocompat.regexp.GoRegexp} first, then {@link
 * dev.freshet.gocompat.regexp.Expansion}. RE2/J decides what is an expression and searches for the
 * difficult ones; the simple ones go {@code SimpleSyntax}, {@code Program}, {@code Search}. Both
 * take time linear to the text, so a pattern from a manifest can't stop the process.
 */
@NullMarked
package dev.freshet.gocompat.regexp;

import org.jspecify.annotations.NullMarked;
