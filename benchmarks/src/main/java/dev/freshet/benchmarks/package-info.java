/**
 * What {@code make bench} runs: how long Freshet takes from outside, as a user waits for it, each
 * figure beside its target and beside a plain tool that does the least of the same work.
 *
 * <p>{@link dev.freshet.benchmarks.Main} prints the rows of the package {@code table} that each
 * {@code scenario} measures in a {@code lab}: the servers in one process, Freshet in another, as
 * {@code bin/freshet} starts it.
 */
@NullMarked
package dev.freshet.benchmarks;

import org.jspecify.annotations.NullMarked;
