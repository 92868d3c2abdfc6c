/** The names of what goes wrong with Git, and whether the local copy or the server is to blame. */
@NullMarked
package dev.freshet.engine.git.failure;

import org.jspecify.annotations.NullMarked;
