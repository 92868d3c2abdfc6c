/**
 * Go's {@code regexp/syntax}: {@link dev.freshet.gocompat.regexp.syntax.Parser} makes a tree of
 * {@link dev.freshet.gocompat.regexp.syntax.Node}s of an expression, or refuses it with Go's words.
 * A node knows its {@code Measure}, by which expressions that grow too large are refused. {@code
 * UnicodeTables} knows the letters that Go knows.
 */
@NullMarked
package dev.freshet.gocompat.regexp.syntax;

import org.jspecify.annotations.NullMarked;
