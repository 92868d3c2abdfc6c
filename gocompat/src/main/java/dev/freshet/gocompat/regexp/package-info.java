/**
 * Go's {@code regexp}: RE2 patterns, unanchored search, and the {@code $name} templates of Expand.
 *
 * <p>RE2/J does the matching in time linear to the text, so a pattern from a manifest can't stop
 * the process; what it lacks, the templates, is here.
 */
@NullMarked
package dev.freshet.gocompat.regexp;

import org.jspecify.annotations.NullMarked;
