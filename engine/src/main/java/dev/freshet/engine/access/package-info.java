/**
 * Who reaches an outside system, and how: {@link dev.freshet.engine.access.Holder} is the object
 * that asks. Two objects with different accesses share nothing.
 */
@NullMarked
package dev.freshet.engine.access;

import org.jspecify.annotations.NullMarked;
