/** Recorded answers for golden tests. */
@NullMarked
package dev.freshet.testkit.golden;

import org.jspecify.annotations.NullMarked;
