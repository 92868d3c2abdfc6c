/**
 * Go semantics in Java, usable alone: {@code semver}, {@code regexp} and {@code number} for what
 * policies compare, {@code value}, {@code format}, {@code function}, {@code sprig} and {@code
 * template} for commit messages.
 */
@NullMarked
package dev.freshet.gocompat;

import org.jspecify.annotations.NullMarked;
