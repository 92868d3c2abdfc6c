/**
 * Go's formatted printing: {@link dev.freshet.gocompat.format.Printer} does the verbs, {@link
 * dev.freshet.gocompat.format.FloatText} and {@link dev.freshet.gocompat.format.Quoted} are Go's
 * number and string literals. Nothing here can write more than the bytes its output allows.
 */
@NullMarked
package dev.freshet.gocompat.format;

import org.jspecify.annotations.NullMarked;
