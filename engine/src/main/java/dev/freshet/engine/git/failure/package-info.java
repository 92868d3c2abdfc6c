/**
 * What goes wrong with Git: a {@link dev.freshet.engine.git.failure.GitException} has a problem and
 * its cause, and knows nothing of reasons and conditions; whoever asked has the words for users.
 * {@link dev.freshet.engine.git.failure.GitFailures} tells apart what has a name, what a damaged
 * copy causes, and what was given up.
 */
@NullMarked
package dev.freshet.engine.git.failure;

import org.jspecify.annotations.NullMarked;
