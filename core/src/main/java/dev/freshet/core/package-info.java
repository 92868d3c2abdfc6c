/**
 * The words every part of Freshet shares: what an object is called, how refused input and failed
 * actions are named.
 *
 * <p>Nothing here, nor in the packages below, reads a clock, the network or a disk.
 */
@NullMarked
package dev.freshet.core;

import org.jspecify.annotations.NullMarked;
