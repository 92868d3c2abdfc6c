/**
 * Commits and pushes. An {@link dev.freshet.engine.git.push.UpdateRequest} goes through the queue
 * of its push branch ({@link dev.freshet.engine.git.push.PushQueues}), shares a push with others as
 * a {@code PushBatch}, and ends in a {@link dev.freshet.engine.git.push.PushOutcome}. {@code
 * CommitWriter} writes the commits.
 */
@NullMarked
package dev.freshet.engine.git.push;

import org.jspecify.annotations.NullMarked;
