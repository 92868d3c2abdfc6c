/**
 * Go's behaviour where users of Flux can see it: version ranges, regular expressions, numbers,
 * URLs, printf and text/template.
 *
 * <p>Each package below is pure and usable alone; recordings of the real Go code decide what is
 * right. Refused text is a {@link dev.freshet.gocompat.GoSyntaxException}.
 */
@NullMarked
package dev.freshet.gocompat;

import org.jspecify.annotations.NullMarked;
