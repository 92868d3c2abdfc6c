/** How long work takes, for tests of what is bounded. */
@NullMarked
package dev.freshet.testkit.time;

import org.jspecify.annotations.NullMarked;
