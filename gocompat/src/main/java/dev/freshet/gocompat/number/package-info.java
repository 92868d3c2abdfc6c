/**
 * Numbers as Go's {@code strconv.ParseFloat} reads them, with an exact order beside the rounded
 * value.
 */
@NullMarked
package dev.freshet.gocompat.number;

import org.jspecify.annotations.NullMarked;
