/**
 * Where scenarios take place: {@link dev.freshet.benchmarks.lab.Lab} has the servers, Git
 * repositories as a {@code Remote}, and {@code Freshet} as a user starts it; the plain tools that
 * do the least of the same work stand beside it.
 */
@NullMarked
package dev.freshet.benchmarks.lab;

import org.jspecify.annotations.NullMarked;
