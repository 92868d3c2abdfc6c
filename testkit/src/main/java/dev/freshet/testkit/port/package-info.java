/** Ports for servers that tests start, and start again. */
@NullMarked
package dev.freshet.testkit.port;

import org.jspecify.annotations.NullMarked;
