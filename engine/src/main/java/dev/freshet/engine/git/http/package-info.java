/**
 * Git's protocol over HTTP: {@link dev.freshet.engine.git.http.RemoteEndpoint} is a server and who
 * asks it, {@link dev.freshet.engine.git.http.RemoteConnections} sends the requests of one session,
 * {@link dev.freshet.engine.git.http.RemoteRefs} lists references, and {@link
 * dev.freshet.engine.git.http.RemoteFailure} says why a server could not be used.
 *
 * <p>Every answer is bounded in time by {@code SessionDeadline}, in size by {@code AnswerBudget}
 * and {@code PackAnswer}. JGit's own requests go the same way, as {@code RemoteConnection}.
 */
@NullMarked
package dev.freshet.engine.git.http;

import org.jspecify.annotations.NullMarked;
