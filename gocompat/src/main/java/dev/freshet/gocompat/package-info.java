/**
 * Go's behaviour where users of Flux can see it, usable alone: {@code semver}, {@code regexp} and
 * {@code number} for what policies compare, {@code value}, {@code format}, {@code function}, {@code
 * sprig} and {@code template} for commit messages.
 *
 * <p>Each package below is pure; recordings of the real Go code decide what is right. Refused text
 * is a {@link dev.freshet.gocompat.GoSyntaxException}.
 */
@NullMarked
package dev.freshet.gocompat;

import org.jspecify.annotations.NullMarked;
