/**
 * What a template can call: {@link dev.freshet.gocompat.function.Function}, the {@link
 * dev.freshet.gocompat.function.FunctionTable} they are listed in, what one {@link
 * dev.freshet.gocompat.function.Call} sees, and the functions every Go template has.
 *
 * <p>A {@link dev.freshet.gocompat.function.Budget} bounds them all: whatever can make much of
 * little asks it before it allocates.
 */
@NullMarked
package dev.freshet.gocompat.function;

import org.jspecify.annotations.NullMarked;
