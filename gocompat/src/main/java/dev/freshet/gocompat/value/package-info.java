/**
 * Values as Go code sees them: {@link dev.freshet.gocompat.value.GoValue} and its {@link
 * dev.freshet.gocompat.value.GoType}, their order, equality and truth.
 *
 * <p>A Go string is a sequence of bytes. Inside the packages format, function, sprig and template a
 * string is therefore kept in <em>byte form</em>: a Java string with one char per UTF-8 byte.
 * {@link dev.freshet.gocompat.value.Utf8} converts at the edges. Lengths, indexes, columns and the
 * order of strings are then Go's without further thought.
 */
@NullMarked
package dev.freshet.gocompat.value;

import org.jspecify.annotations.NullMarked;
