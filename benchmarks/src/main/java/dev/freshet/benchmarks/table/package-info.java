/**
 * What is printed: a {@link dev.freshet.benchmarks.table.Row} sets a {@link
 * dev.freshet.benchmarks.table.Figure} beside what it is compared with.
 */
@NullMarked
package dev.freshet.benchmarks.table;

import org.jspecify.annotations.NullMarked;
