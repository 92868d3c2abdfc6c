/**
 * What {@code make demo} runs: Flux's image update guide in a minute, on a registry and a Git
 * server of this process, through the commands a user types.
 *
 * <p>Read {@link dev.freshet.demo.Demo}, whose steps stand in the order they happen. Must not reach
 * below the command line: what the demo shows is what {@code bin/freshet} does.
 */
@NullMarked
package dev.freshet.demo;

import org.jspecify.annotations.NullMarked;
