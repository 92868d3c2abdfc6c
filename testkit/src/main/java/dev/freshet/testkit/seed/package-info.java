/** Seeds for random tests: fixed by default, replayed with {@code -Dseed}. */
@NullMarked
package dev.freshet.testkit.seed;

import org.jspecify.annotations.NullMarked;
