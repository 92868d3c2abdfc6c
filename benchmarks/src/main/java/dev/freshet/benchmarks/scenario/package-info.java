/**
 * The work that is measured, a class each; every {@link dev.freshet.benchmarks.scenario.Scenario}
 * returns the rows it is worth.
 */
@NullMarked
package dev.freshet.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
